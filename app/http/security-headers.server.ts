import type { RequestHandler } from 'express'
import helmet from 'helmet'

type Directives = Record<string, string[]>

/** Everything but what the answer's own nonce allows; why each is as it is: docs/decisions/0005. */
const POLICY: Directives = {
  'default-src': ["'self'"],
  'script-src': ["'strict-dynamic'"],
  'style-src': ["'self'"],
  'style-src-attr': ["'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'media-src': ["'self'"],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
  'form-action': ["'self'"],
  'report-uri': ['/csp-reports'],
}

/** Vite's client puts styles into the page and listens on a socket of its own; scripts stay as strict as in production. */
const DEVELOPMENT: Directives = {
  'style-src': ["'self'", "'unsafe-inline'"],
  'connect-src': ["'self'", 'ws:'],
}

/**
 * The security headers of every answer, computed once but for the nonce, which the visit holds.
 * HSTS only where visitors reach us by TLS: over plain HTTP browsers ignore it.
 */
export function securityHeaders(options: { overTls: boolean; development: boolean }): RequestHandler {
  const constant = helmet({
    contentSecurityPolicy: false,
    // Not no-referrer, helmet's own choice: with it browsers send `Origin: null` along with our own forms.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: options.overTls ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' },
  })
  const policy = contentSecurityPolicy(options.development ? { ...POLICY, ...DEVELOPMENT } : POLICY)
  return (req, res, next) => {
    res.setHeader('Content-Security-Policy', policy(res.locals.visit.nonce))
    constant(req, res, next)
  }
}

/** The policy as a function of the nonce; a nonce beside `'unsafe-inline'` would switch that off. */
function contentSecurityPolicy(directives: Directives): (nonce: string) => string {
  const PLACE = '{nonce}'
  const template = Object.entries(directives)
    .map(([name, sources]) => {
      const takesNonce = name === 'script-src' || (name === 'style-src' && !sources.includes("'unsafe-inline'"))
      return [name, ...(takesNonce ? [`'nonce-${PLACE}'`] : []), ...sources].join(' ')
    })
    .join(';')
    .split(PLACE)
  return (nonce) => template.join(nonce)
}
