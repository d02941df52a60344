import type { Request, RequestHandler, Response } from 'express'
import { answerEarly } from './early-answer.server.ts'

/** The most that a request's body may hold. */
export const BODY_LIMIT = 1_048_576

/** How much of a body that is too large is still taken in and dropped, so that its sender gets to read the answer. */
const DRAIN_LIMIT = 64 * BODY_LIMIT

const TOO_LARGE = {
  status: 413,
  kind: 'too-large',
  title: 'Too large',
  words: 'What was sent is larger than 1 MiB. Nothing was changed. Send it in smaller parts.',
} as const

/**
 * Takes in the body of every request that has one, before anything is routed: a route gets a whole body or none, and
 * 413 comes before all that a route could answer. `res.locals.body` holds it.
 */
export const takeBody: RequestHandler = (req, res, next) => {
  const declared = req.headers['content-length']
  if (declared === undefined && req.headers['transfer-encoding'] === undefined) return next()
  if (Number(declared ?? 0) > BODY_LIMIT) return refuseAndDrain(req, res, 0)
  const chunks: Buffer[] = []
  let size = 0
  const take = (chunk: Buffer) => {
    size += chunk.length
    if (size <= BODY_LIMIT) return void chunks.push(chunk)
    req.off('data', take).off('end', finish)
    refuseAndDrain(req, res, size)
  }
  const finish = () => {
    res.locals.body = Buffer.concat(chunks, size)
    next()
  }
  req.on('data', take).on('end', finish)
}

/**
 * Answers 413 at once, but holds the answer open until the body has arrived: closing a connection with unread bytes
 * resets it, and the sender would see a broken connection in place of the reason.
 */
function refuseAndDrain(req: Request, res: Response, alreadyRead: number): void {
  answerEarly(req, res, TOO_LARGE, { end: false })
  let read = alreadyRead
  req.on('data', (chunk: Buffer) => {
    read += chunk.length
    if (read > DRAIN_LIMIT) req.destroy()
  })
  req.on('end', () => res.end())
}
