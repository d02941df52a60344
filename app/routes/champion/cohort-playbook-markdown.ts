import { cohortMarkdownOf } from '#app/domain/cohorts/cohort-playbook.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { markdownResponse } from '#app/http/markdown.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/cohort-playbook-markdown.ts'

/** The cohort's copy as the file that authors write. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  return markdownResponse(params.slug, await answer(() => cohortMarkdownOf(viewer, params.id, params.slug, new Date())))
}
