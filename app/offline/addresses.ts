/** Which request is for what. Pure. */

/** Where somebody works without a network, too: a module's own page without what lies below it, and an old time's. */
export const isKeepable = (pathname: string): boolean => /^\/(modules|old-times)\/[^/.]+$/.test(pathname)

/** The page on which somebody signs in, or its data: whoever gets it is nobody. */
export const isSignIn = (pathname: string): boolean => pathname === '/sign-in' || pathname === '/sign-in.data'

/** The page whose data React Router's client asks for; null for other requests, and for parts of a page's data. */
export function pageOfData({ pathname, search, searchParams }: URL): string | null {
  if (!pathname.endsWith('.data') || searchParams.has('_routes')) return null
  return pathname.replace(/(?:\/_root|\/_)?\.data$/, '').replace(/^$/, '/') + search
}
