import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { isDatabaseAway } from '#app/platform/database/away.ts'
import { logger } from '#app/platform/logger.server.ts'
import { takeBody } from './body.server.ts'
import { refuseForeign, refuseMalformed } from './checks.server.ts'
import { answerAway, answerUnexpected, answerWith, type Pages } from './pages.server.ts'
import { logAnswer } from './request-log.server.ts'
import { securityHeaders } from './security-headers.server.ts'
import { currentStanding } from './standing.server.ts'
import { openVisit } from './visit.server.ts'

export type AppParts = {
  pages: Pages
  /** what answers for built files: from memory in production, Vite in development */
  files: RequestHandler
  /** the session that a cookie header names, and whose it is: nobody's where it is unknown, over or forged */
  recognise: (cookies: string) => Promise<Recognised>
  /** the one public origin, null for whatever loopback name the visitor uses */
  origin: string | null
  /** how many proxies in front may be believed */
  trustProxy: number
  development: boolean
}

export type Recognised = { sessionId: string | null; viewer: Viewer | null }

/** Paths that answer while the database does not. */
const WITHOUT_VIEWER = new Set(['/healthz', '/readyz'])

/**
 * The portal as an HTTP application. The order is the contract: who may not even ask is told so before size is looked
 * at, size before sign-in, sign-in before syntax, so that a stranger learns nothing from how we read what they sent.
 */
export function portal(parts: AppParts): Express {
  const app = express()
  app.disable('x-powered-by').disable('etag').set('trust proxy', parts.trustProxy).set('query parser', false)
  app.use(openVisit(parts))
  app.use(securityHeaders({ overTls: parts.origin?.startsWith('https:') ?? false, development: parts.development }))
  app.use(parts.files)
  app.use(logAnswer, endKeepAliveWhenStopping, refuseMalformed, refuseForeign, takeBody)
  app.use(recogniseViewer(parts.recognise))
  app.use(answerWith(parts.pages))
  app.use(onFailure)
  return app
}

const endKeepAliveWhenStopping: RequestHandler = (_req, res, next) => {
  if (currentStanding() === 'stopping') res.setHeader('Connection', 'close')
  next()
}

function recogniseViewer(recognise: AppParts['recognise']): RequestHandler {
  return async (req, res, next) => {
    const { cookie } = req.headers
    if (cookie !== undefined && !WITHOUT_VIEWER.has(req.path)) Object.assign(res.locals.visit, await recognise(cookie))
    next()
  }
}

const onFailure: ErrorRequestHandler = (error, req, res, _next) => {
  logger.error({ err: error, requestId: res.locals.visit.requestId }, 'request failed')
  if (res.headersSent) res.destroy()
  else if (isDatabaseAway(error)) answerAway(req, res)
  else answerUnexpected(req, res)
}
