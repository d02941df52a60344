import { playbookMarkdownOf } from '#app/domain/playbooks/markdown.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { markdownResponse } from '#app/http/markdown.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/playbook-markdown.ts'

/** The newest revision as the file that authors write. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  return markdownResponse(params.slug, await answer(() => playbookMarkdownOf(viewer, params.slug)))
}
