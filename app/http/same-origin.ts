/** `localhost:3000` and its like: names under which only this machine reaches itself. */
const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i

/**
 * The origin under which a visitor sees us: the configured one, else that of a loopback `Host`. Null for any other
 * host: a stranger's name that resolves to this machine must not make itself our origin.
 */
export function ownOrigin(configured: string | null, host: string | undefined): string | null {
  if (configured !== null) return configured
  return host !== undefined && LOOPBACK_HOST.test(host) ? `http://${host.toLowerCase()}` : null
}

export type OriginHeaders = { origin: string | undefined; fetchSite: string | undefined }

/**
 * Whether a request that changes something may have been sent by a page of somebody else. Browsers set both headers
 * themselves and no page can forge them; a request that carries neither cannot be told from a forged one.
 */
export function mayBeForeign({ origin, fetchSite }: OriginHeaders, own: string | null): boolean {
  if (origin !== undefined && origin !== own) return true
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') return true
  return origin === undefined && fetchSite !== 'same-origin'
}

/** Scripts with a bearer token send no `Origin`, and no page can make a browser send that token. */
export function carriesBearerToken(path: string, authorization: string | undefined): boolean {
  return path.startsWith('/api/') && /^Bearer \S/i.test(authorization ?? '')
}
