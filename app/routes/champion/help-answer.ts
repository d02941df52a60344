import { answerHelp } from '#app/domain/cohorts/help.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/help-answer.ts'

/** *I have helped*: the request leaves the list. */
export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  await answer(() => answerHelp(viewer, params.request, new Date()))
  return redirectWithToast(paths.cohort(params.id), 'Noted. Thank you for helping.')
}
