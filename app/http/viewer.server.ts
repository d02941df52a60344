import { redirect } from 'react-router'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { type RequestContext, type Visit, visitContext } from './context.server.ts'
import { paths } from './paths.ts'
import { localPath } from './redirect.ts'

/** Who is signed in, or null. */
export function optionalViewer(context: RequestContext): Viewer | null {
  return context.get(visitContext).viewer
}

/**
 * Who is signed in. For pages and the forms on them: a stranger is sent to sign in, and comes back to where they were.
 * The viewer travels in the context, looked up once a request, so that every loader of a page asks the same one.
 */
export function requireViewer(context: RequestContext): Viewer {
  const visit = context.get(visitContext)
  if (visit.viewer === null) throw redirect(paths.signIn(pageToComeBackTo(visit)))
  return visit.viewer
}

/** Who is signed in, for what scripts of our pages call: a stranger is answered 401, and keeps what they were sending. */
export function requireViewerOr401(context: RequestContext): Viewer {
  const { viewer } = context.get(visitContext)
  if (viewer === null) throw Response.json({ kind: 'signed-out', words: 'You are signed out.' }, { status: 401 })
  return viewer
}

/** The page that was asked for; for a form, whose own address may show nothing, the page that it stood on. */
function pageToComeBackTo({ method, target, referer, origin }: Visit): string | undefined {
  const asked = method === 'GET' ? pageOf(target) : refererPath(referer, origin)
  const path = localPath(asked)
  return path === '/' ? undefined : path
}

function refererPath(referer: string | null, origin: string | null): string | null {
  return referer !== null && origin !== null && referer.startsWith(`${origin}/`) ? referer.slice(origin.length) : null
}

/** The page's own address for a request that React Router's client makes for its data. */
export function pageOf(target: string): string {
  const url = new URL(target, 'http://page.invalid')
  const path = url.pathname.replace(/\/_root\.data$|\/_\.data$/, '/').replace(/\.data$/, '')
  if (path === url.pathname) return target
  url.searchParams.delete('_routes')
  return path + url.search
}
