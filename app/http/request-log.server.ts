import type { RequestHandler, Response } from 'express'
import { logger } from '#app/platform/logger.server.ts'
import { answerSeconds } from './measures.server.ts'

/** What machines ask every few seconds. */
const ROUTINE = new Set(['/healthz', '/readyz', '/metrics'])

const isStream = (res: Response) => String(res.getHeader('Content-Type')).startsWith('text/event-stream')

/**
 * Logs and measures every answer. By the route's pattern, without query, address or person: a log line finds a failure,
 * it does not follow anybody.
 */
export const logAnswer: RequestHandler = (req, res, next) => {
  const start = process.hrtime.bigint()
  res.once('close', () => {
    const { requestId, route } = res.locals.visit
    const seconds = Number(process.hrtime.bigint() - start) / 1e9
    const labels = { method: req.method, route: route ?? 'none', status: res.statusCode }
    // A stream lasts as long as its page is open, which says nothing about how quickly we answer.
    if (!isStream(res)) answerSeconds.observe(labels, seconds)
    const line = { requestId, ...labels, ms: Math.round(seconds * 10_000) / 10, cut: !res.writableFinished }
    if (res.statusCode >= 500) logger.error(line, 'answered')
    else if (ROUTINE.has(labels.route)) logger.debug(line, 'answered')
    else logger.info(line, 'answered')
  })
  next()
}
