import { ensure } from '#app/domain/identity/abilities.ts'
import { keepPage, savedPagesOf } from '#app/domain/identity/saved-views.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { paths } from '#app/http/paths.ts'
import type { SavedView } from './board.ts'
import { boardFilterOf, boardQueryOf } from './board.ts'

/** The views of the board that the viewer saved for themselves, each with its query as the board writes it. */
export async function savedViews(viewer: Viewer): Promise<SavedView[]> {
  ensure(viewer, 'confusion.read')
  const saved = (await savedPagesOf(viewer)).filter(({ page }) => page === paths.confusion())
  return saved.map(({ id, name, filters }) => ({ id, name, query: queryOf(filters) }))
}

/** Saves filters under a name; a view of the same name is replaced. Answers them as the address has them. */
export async function saveView(viewer: Viewer, input: { name: string; filters: string }, now: Date): Promise<string> {
  ensure(viewer, 'confusion.read')
  const filters = queryOf(input.filters)
  await keepPage(viewer, { page: paths.confusion(), name: input.name, filters }, now)
  return filters
}

const queryOf = (filters: string): string => boardQueryOf(boardFilterOf(new URLSearchParams(filters)))
