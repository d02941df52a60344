import { redirect } from 'react-router'
import { endOtherSessions } from '#app/domain/identity/profile.server.ts'
import { sessionIdOf } from '#app/http/context.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/other-sessions.ts'

/** The button stands among the viewer's settings. */
export const loader = () => redirect(paths.profile())

export async function action({ context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  await endOtherSessions(viewer, sessionIdOf(context) ?? '')
  return redirectWithToast(paths.profile(), 'You are signed in only here.')
}
