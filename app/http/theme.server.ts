import { cookieOf, keepCookie } from './cookies.server.ts'
import { type Theme, themeFrom } from './theme.ts'

const NAME = 'theme'

/** The theme that this browser chose; the system's until it does. */
export function themeOf(request: Request): Theme {
  return themeFrom(cookieOf(request.headers.get('cookie'), NAME))
}

/** The `Set-Cookie` value that makes this browser keep a theme. */
export const themeCookie = (theme: Theme): string => keepCookie(NAME, theme, 365)
