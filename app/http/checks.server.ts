import type { RequestHandler } from 'express'
import { isUnprintable, ONE_LINE } from '#app/domain/control-characters.ts'
import { answerEarly, type EarlyAnswer } from './early-answer.server.ts'
import { refusedRequests } from './measures.server.ts'
import { carriesBearerToken, mayBeForeign } from './same-origin.ts'

const READING = new Set(['GET', 'HEAD'])
const CHANGING = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

const MALFORMED: EarlyAnswer = {
  status: 400,
  kind: 'invalid',
  title: 'Not a valid address',
  words: 'This address cannot be read. Check it, or start from the start page.',
}
const UNKNOWN_METHOD: EarlyAnswer = {
  status: 405,
  kind: 'invalid',
  title: 'Not possible here',
  words: 'This method is not supported.',
}

/** Refuses what no route could be asked: methods that we do not speak, and targets that are no path. */
export const refuseMalformed: RequestHandler = (req, res, next) => {
  if (!READING.has(req.method) && !CHANGING.has(req.method)) {
    res.setHeader('Allow', 'GET, HEAD, POST, PUT, PATCH, DELETE')
    refusedRequests.inc({ reason: 'method' })
    return answerEarly(req, res, UNKNOWN_METHOD)
  }
  if (!isPath(req.originalUrl)) {
    refusedRequests.inc({ reason: 'target' })
    return answerEarly(req, res, MALFORMED)
  }
  next()
}

/**
 * A target that is a path whose escapes can be decoded, and has no control characters in it: `GET http://elsewhere/`,
 * `/%` and `/modules/%00` are none. What was pasted into a search may hold tabs and line ends.
 */
function isPath(target: string): boolean {
  if (!target.startsWith('/') || !URL.canParse(`http://localhost${target}`)) return false
  const { pathname, searchParams } = new URL(`http://localhost${target}`)
  try {
    return ONE_LINE.test(decodeURI(pathname)) && ![...searchParams].flat().some(isUnprintable)
  } catch {
    return false
  }
}

/** Refuses every request to change something that may come from a page of somebody else. */
export const refuseForeign: RequestHandler = (req, res, next) => {
  if (READING.has(req.method) || carriesBearerToken(req.path, req.headers.authorization)) return next()
  const { origin: own } = res.locals.visit
  const headers = { origin: req.headers.origin, fetchSite: req.headers['sec-fetch-site'] as string | undefined }
  if (!mayBeForeign(headers, own)) return next()
  refusedRequests.inc({ reason: 'origin' })
  answerEarly(req, res, {
    status: 403,
    kind: 'foreign',
    title: 'Not sent from this site',
    words: `This was not sent from a page of this portal, so nothing was changed.${own ? ` Open the portal at ${own} and try again.` : ''}`,
  })
}
