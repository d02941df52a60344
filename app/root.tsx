import sansLatin from '@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2?url'
import serifLatin from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url'
import { type ReactNode, useEffect } from 'react'
import { data, Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches, useRouteLoaderData } from 'react-router'
import type { Route } from './+types/root.ts'
import { ErrorPage } from './components/frame/error-page.tsx'
import { Frame, type FrameViewer } from './components/frame/frame.tsx'
import { LastToast } from './components/frame/last-toast.tsx'
import { useChosenTheme } from './components/frame/theme.ts'
import { useKeptPage } from './components/frame/use-kept-page.ts'
import { FollowLinks } from './components/ui/page-link.tsx'
import type { Viewer } from './domain/identity/viewer.ts'
import { requestIdOf } from './http/context.server.ts'
import { themeOf } from './http/theme.server.ts'
import { takeToast } from './http/toast.server.ts'
import { optionalViewer } from './http/viewer.server.ts'
import './styles/app.css'

/** The two faces that every page is set in come with the first answer, so that words do not jump. */
export const links: Route.LinksFunction = () => [
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  ...[sansLatin, serifLatin].map(
    (href) => ({ rel: 'preload', href, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' }) as const,
  ),
]

/** A page without a title of its own; an error names itself. */
export const meta: Route.MetaFunction = ({ error }) => (error ? [] : [{ title: 'Gangway' }])

/** What every page shows around itself, and the one message that the last act left for it. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = optionalViewer(context)
  const taken = takeToast(request)
  const around = {
    viewer: viewer && shownOf(viewer),
    theme: themeOf(request),
    toast: taken && { id: requestIdOf(context), ...taken.toast },
    requestId: requestIdOf(context),
  }
  return data(around, taken ? { headers: taken.headers } : undefined)
}

function shownOf({ personId, name, roles, migration }: Viewer): FrameViewer {
  return { personId, name, roles: [...roles], migration }
}

/** A route's `handle` may say that it brings its own head: sign-in, a running session. */
export type RouteHandle = { bare?: boolean }

export function Layout({ children }: { children: ReactNode }) {
  const around = useRouteLoaderData<typeof loader>('root')
  const theme = useChosenTheme(around?.theme ?? 'system')
  useEffect(markAlive, [])
  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={theme === 'system' ? 'light dark' : theme} />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <LastToast taken={around?.toast} />
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  )
}

/** Says that the page listens: effects run from the inside out, so those of everything on the page have run. */
function markAlive(): void {
  document.documentElement.dataset.alive = ''
}

export default function App({ loaderData }: Route.ComponentProps) {
  const { viewer, theme } = loaderData
  const matches = useMatches()
  const bare = matches.some((match) => (match.handle as RouteHandle | undefined)?.bare)
  useKeptPage(viewer && matches.at(-1)?.loaderData)
  return (
    <Frame viewer={viewer} theme={useChosenTheme(theme)} bare={bare}>
      <Outlet />
      <FollowLinks />
    </Frame>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const around = useRouteLoaderData<typeof loader>('root')
  return (
    <Frame viewer={around?.viewer ?? null} theme={around?.theme ?? 'system'} bare={false}>
      <ErrorPage error={error} viewer={around?.viewer ?? null} requestId={around?.requestId ?? null} />
    </Frame>
  )
}
