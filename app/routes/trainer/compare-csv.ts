import { compareOf } from '#app/domain/adoption/compare/compare-input.ts'
import { comparisonOf } from '#app/domain/adoption/compare/comparison.server.ts'
import { comparisonRows } from '#app/domain/adoption/compare/comparison-rows.ts'
import { filtersOf } from '#app/domain/adoption/filters.ts'
import { answer } from '#app/http/answer.server.ts'
import { csvResponse } from '#app/http/csv.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/compare-csv.ts'

/** Exactly what the page of a comparison shows, as one CSV: a figure a line. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const query = new URL(request.url).searchParams
  const comparison = await answer(() => comparisonOf(viewer, filtersOf(query), compareOf(query), new Date()))
  return csvResponse(comparisonRows(comparison), `comparison-${comparison.milestone.slug}-${comparison.today}.csv`)
}
