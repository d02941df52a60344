import { redirect } from 'react-router'
import { endSession } from '#app/domain/identity/sessions.server.ts'
import { sessionIdOf } from '#app/http/context.server.ts'
import { noSessionCookie } from '#app/http/cookies.server.ts'
import { paths } from '#app/http/paths.ts'
import type { Route } from './+types/sign-out.ts'

/** The address leads nowhere by itself: signing out is a form. */
export const loader = () => redirect(paths.home())

export async function action({ context }: Route.ActionArgs) {
  const sessionId = sessionIdOf(context)
  if (sessionId) await endSession(sessionId, new Date())
  return redirect(paths.signIn(), { headers: { 'Set-Cookie': noSessionCookie() } })
}
