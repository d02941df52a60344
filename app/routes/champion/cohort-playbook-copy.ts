import { startCopy } from '#app/domain/cohorts/cohort-playbook.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { playbookPaths } from '#app/http/playbook-paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/cohort-playbook-copy.ts'

/** Gives the cohort its own copy, and goes on to write in it. */
export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  await answer(() => startCopy(viewer, params.id, params.slug, new Date()))
  return redirectWithToast(
    playbookPaths.cohortPlaybookEdit(params.id, params.slug),
    'Your cohort has its own copy now.',
  )
}
