import type { Request as ExpressRequest, Response as ExpressResponse, RequestHandler } from 'express'
import { RouterContextProvider } from 'react-router'
import { visitContext } from './context.server.ts'
import { answerEarly } from './early-answer.server.ts'
import { send } from './sending.server.ts'

/** What React Router's `createRequestHandler` makes of the routes. */
export type Pages = (request: Request, context: RouterContextProvider) => Promise<Response>

/** What is said where we failed. */
export const UNEXPECTED = {
  status: 500,
  kind: 'unexpected',
  title: 'Something went wrong',
  words: 'The failure is on our side and has been recorded. Nothing that you had saved is lost. Try again in a moment.',
} as const

/** What is said while the database cannot be reached, and after how long to ask again. */
export const AWAY = {
  status: 503,
  kind: 'away',
  title: 'Back in a moment',
  words: 'The database does not answer right now. Nothing that you had saved is lost. Load the page again in a moment.',
} as const
export const AWAY_SECONDS = 5

/**
 * Hands requests to the routes. The request's URL is made of our own origin, not of what a proxy passed on: React Router
 * compares a form's `Origin` with it. Unlike the adapter of `@react-router/express`, which believes the `Host` header.
 */
export function answerWith(pages: Pages): RequestHandler {
  return async (req, res) => {
    const context = new RouterContextProvider()
    context.set(visitContext, res.locals.visit)
    const response = await pages(fetchRequest(req, res), context)
    if (res.destroyed) return void (await response.body?.cancel())
    if (response.status >= 500 && response.body === null && req.method !== 'HEAD') return answerUnexpected(req, res)
    if (!response.headers.has('Cache-Control')) res.setHeader('Cache-Control', 'private, no-store')
    await send(response, res, req.headers['accept-encoding'])
  }
}

/** The last resort: a page that says that we failed, the request's id, and nothing else. */
export const answerUnexpected = (req: ExpressRequest, res: ExpressResponse): void => answerEarly(req, res, UNEXPECTED)

/** While the database cannot be reached: whoever asks is told to come back, machines by the header. */
export function answerAway(req: ExpressRequest, res: ExpressResponse): void {
  res.setHeader('Retry-After', AWAY_SECONDS)
  answerEarly(req, res, AWAY)
}

/** The same from within a route, where its words stand on a page of ours. */
export function awayResponse(): Response {
  const headers = { 'Retry-After': String(AWAY_SECONDS) }
  return Response.json({ kind: AWAY.kind, words: AWAY.words }, { status: AWAY.status, headers })
}

function fetchRequest(req: ExpressRequest, res: ExpressResponse): Request {
  const gone = new AbortController()
  res.once('close', () => {
    if (!res.writableFinished) gone.abort()
  })
  const { visit, body } = res.locals
  return new Request((visit.origin ?? 'http://localhost') + req.originalUrl, {
    method: req.method,
    headers: fetchHeaders(req),
    signal: gone.signal,
    ...(body === undefined || req.method === 'GET' || req.method === 'HEAD' ? {} : { body }),
  })
}

function fetchHeaders(req: ExpressRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, one)
  }
  return headers
}
