import { quickReferenceSheets } from '#app/domain/modules/quick-reference-sheets.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewerOr401 } from '#app/http/viewer.server.ts'
import type { AtHand } from '#app/offline/kept-pages.ts'
import type { Route } from './+types/offline-pages.ts'

/** Whose browser this is, and what it keeps for when there is no network: the quick references of their home. */
export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewerOr401(context)
  const { set, sheets } = await answer(() => quickReferenceSheets(viewer, 'home', new Date()))
  const references = set === 'home' ? sheets : []
  return Response.json({
    person: viewer.personId,
    references: references.map(({ slug, title, label }) => ({ path: paths.module(slug), title, label })),
  } satisfies AtHand)
}
