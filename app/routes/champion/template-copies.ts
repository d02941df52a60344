import { countUseOf } from '#app/domain/playbooks/template-uses.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/template-copies.ts'

/** Counts a copy, told by the button that made it. */
export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  await answer(() => countUseOf(viewer, params.slug, 'copied', new Date()))
  return null
}
