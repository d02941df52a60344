import { wordsInQuickReferences } from '#app/domain/modules/quick-references.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { requireViewerOr401 } from '#app/http/viewer.server.ts'
import type { Route } from './+types/quick-references-words.ts'

/** What stands in the quick references: asked for when their list opens over a module, not with every module. */
export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewerOr401(context)
  return Response.json(await answer(() => wordsInQuickReferences(viewer)))
}
