import { Cookie, SetCookie, type SetCookieInit } from '@remix-run/headers'
import { env } from '#app/platform/env.server.ts'

/** Whether visitors reach us by TLS, so that cookies may be kept from travelling without it. */
const overTls = env.ORIGIN.startsWith('https:')

/** The name under which the session travels: by TLS one that no other host of the domain can set. */
const SESSION = overTls ? '__Host-session' : 'session'

/** A cookie of the whole site, unreadable for scripts, not sent along from other sites. */
function siteCookie(init: SetCookieInit & { name: string; value: string }): string {
  return new SetCookie({ path: '/', httpOnly: true, sameSite: 'Lax', secure: overTls, ...init }).toString()
}

/** A cookie's value, or null. */
export function cookieOf(header: string | null | undefined, name: string): string | null {
  return header ? new Cookie(header).get(name) : null
}

/** The `Set-Cookie` value that makes a browser keep `value` for `days`, or until it closes. */
export function keepCookie(name: string, value: string, days?: number): string {
  return siteCookie({ name, value, ...(days === undefined ? {} : { maxAge: days * 86_400 }) })
}

/** The `Set-Cookie` value that makes a browser forget a cookie. */
export function forgetCookie(name: string): string {
  return siteCookie({ name, value: '', maxAge: 0 })
}

/** The session id that the visitor's cookie names, or null. It proves nothing before the domain has found it. */
export const sessionIdFrom = (header: string | null | undefined): string | null => cookieOf(header, SESSION)

/** The `Set-Cookie` value that signs a browser in. */
export function sessionCookie(session: { id: string; expiresAt: Date }): string {
  return siteCookie({ name: SESSION, value: session.id, expires: session.expiresAt })
}

/** The `Set-Cookie` value that signs a browser out. */
export const noSessionCookie = (): string => forgetCookie(SESSION)
