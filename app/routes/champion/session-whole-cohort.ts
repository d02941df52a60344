import { inviteWholeCohort } from '#app/domain/cohorts/sessions/invitations.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/session-whole-cohort.ts'

/** Opens a session that was for some to the whole cohort. */
export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const told = await answer(() => inviteWholeCohort(viewer, params.id, params.session, new Date()))
  const who = told === 1 ? 'One more person is' : `${told} more people are`
  return redirectWithToast(
    paths.cohortSession(params.id, params.session),
    told === 0 ? 'Everybody is invited already.' : `${who} invited.`,
  )
}
