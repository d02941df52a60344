import { overviewRows } from '#app/domain/adoption/export.ts'
import { filtersOf } from '#app/domain/adoption/filters.ts'
import { overviewOf } from '#app/domain/adoption/overview/overview.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { csvResponse } from '#app/http/csv.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/adoption-csv.ts'

/** Everything that the overview and the pages behind it show, as one CSV: metric, scope, figure and n a line. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const overview = await answer(() => overviewOf(viewer, filtersOf(new URL(request.url).searchParams), new Date()))
  return csvResponse(overviewRows(overview), `adoption-${overview.milestone.slug}-${overview.today}.csv`)
}
