import { createContext, type RouterContextProvider } from 'react-router'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { env } from '#app/platform/env.server.ts'

/** What the server knows about one request before any route runs. */
export type Visit = {
  /** in the answer's headers, its error pages and the log, so that what a person quotes can be found */
  requestId: string
  /** lets this answer's own inline scripts pass the content security policy */
  nonce: string
  /** the origin under which the visitor sees us; null where the Host header is not one that we may answer to */
  origin: string | null
  method: string
  /** path and query as the visitor's browser asked for them */
  target: string
  /** the network address that limits on failed sign-ins count by; behind proxies, as far as TRUST_PROXY trusts them */
  address: string
  referer: string | null
  sessionId: string | null
  viewer: Viewer | null
  /** the route's pattern, once matched: what logs and measures name instead of a URL */
  route: string | null
}

/** Carries the visit into loaders, actions and the renderer. */
export const visitContext = createContext<Visit>()

/** What a loader or an action gets as `context`. */
export type RequestContext = Readonly<RouterContextProvider>

/** The content security policy's nonce of this answer. */
export const nonceOf = (context: RequestContext): string => context.get(visitContext).nonce

/** The id under which this request is logged. */
export const requestIdOf = (context: RequestContext): string => context.get(visitContext).requestId

/** The visitor's network address, for limits on attempts; never for the log. */
export const addressOf = (context: RequestContext): string => context.get(visitContext).address

/** Whether a script of ours asks for a page's data, and will draw the page itself. */
export const isForScript = (context: RequestContext): boolean =>
  context.get(visitContext).target.split('?', 1)[0]?.endsWith('.data') === true

/** The session that the visitor's cookie names, whether or not it still holds; signing out ends it. */
export const sessionIdOf = (context: RequestContext): string | null => context.get(visitContext).sessionId

/** The origin under which the visitor sees us, for addresses that leave the page: a QR code, a message. */
export const originOf = (context: RequestContext): string => context.get(visitContext).origin ?? env.ORIGIN

/** The same as people read and type it. */
export const hostOf = (context: RequestContext): string => new URL(originOf(context)).host
