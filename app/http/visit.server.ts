import { randomBytes } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { newId } from '#app/platform/ids.ts'
import type { Visit } from './context.server.ts'
import { ownOrigin } from './same-origin.ts'

declare global {
  namespace Express {
    interface Locals {
      visit: Visit
      /** the request's whole body, where it has one */
      body?: Buffer<ArrayBuffer>
    }
  }
}

const REQUEST_ID = /^[\w.-]{8,64}$/

/** Opens the visit: everything that is known of a request from its head alone. Who it is, is looked up later. */
export function openVisit(options: { origin: string | null; trustProxy: number }): RequestHandler {
  return (req, res, next) => {
    const requestId = requestIdFrom(req, options.trustProxy > 0)
    res.setHeader('X-Request-Id', requestId)
    res.locals.visit = {
      requestId,
      nonce: randomBytes(16).toString('base64'),
      origin: ownOrigin(options.origin, req.headers.host),
      method: req.method,
      target: req.originalUrl,
      address: req.ip ?? '',
      referer: req.headers.referer ?? null,
      sessionId: null,
      viewer: null,
      route: null,
    }
    next()
  }
}

/** A proxy in front of us may have named the request already; a visitor may not. */
function requestIdFrom(req: Request, behindProxy: boolean): string {
  const given = req.headers['x-request-id']
  return behindProxy && typeof given === 'string' && REQUEST_ID.test(given) ? given : newId()
}
