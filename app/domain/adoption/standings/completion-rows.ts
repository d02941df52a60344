import { dayRows, type FigureRow, figureRow, shareRows } from '../export.ts'
import type { Counts } from '../standing.ts'
import type { Completion } from './completion.server.ts'

/** Completion, up to date, coverage and overdue, by audience: the rows that programs get too. */
export const completionShares = (completion: Completion): FigureRow[] =>
  shareRows({ ...completion, total: completion.total.figures })

/** Everything that the page of completion shows, one figure a row. */
export function completionRows(completion: Completion): FigureRow[] {
  const { scope, byAudience, modules, total } = completion
  const audiences = scope.audience ? [] : byAudience
  return [
    ...completionShares(completion),
    ...audiences.flatMap(({ slug, counts }) => stepRows(completion, counts, { audience: slug })),
    ...stepRows(completion, total.counts),
    ...modules.flatMap(({ slug, counts }) => stepRows(completion, counts, { task: slug })),
    ...dayRows(completion),
  ]
}

/** From assigned to complete. */
function stepRows(completion: Completion, counts: Counts, about: Partial<FigureRow> = {}): FigureRow[] {
  const { assigned, started, practised, complete, overdue, refreshing } = counts
  const steps = { assigned, started, practised, complete, 'overdue people': overdue, 'to refresh': refreshing }
  return Object.entries(steps).map(([metric, value]) =>
    figureRow(completion, { metric, unit: 'people', ...about, value, n: assigned }),
  )
}
