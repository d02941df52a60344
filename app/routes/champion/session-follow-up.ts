import { followUp } from '#app/domain/cohorts/sessions/follow-up.server.ts'
import { answer, seeOther } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { runPaths } from '#app/http/run-paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/session-follow-up.ts'

/** Invites those who were absent to the next session; where none is planned it leads to planning one for them. */
export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const done = await answer(() => followUp(viewer, { cohort: params.id, session: params.session }, new Date()))
  if (done.outcome === 'none') return seeOther(paths.newSession(params.id, done.people))
  const { told, title } = done
  const who = told === 1 ? 'One person is' : `${told} people are`
  return redirectWithToast(
    runPaths.sessionSummary(params.id, params.session),
    told === 0 ? 'Everybody has been asked already.' : `${who} invited to “${title}”.`,
  )
}
