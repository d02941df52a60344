import { adoptionOf } from '#app/domain/adoption/adoption.server.ts'
import { csvRows } from '#app/domain/adoption/export.ts'
import { filtersOf } from '#app/domain/adoption/filters.ts'
import { answer } from '#app/http/answer.server.ts'
import { csvResponse } from '#app/http/csv.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/adoption-csv.ts'

/** Exactly what the adoption page shows, as one CSV: metric, scope, figure and n a line. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const adoption = await answer(() => adoptionOf(viewer, filtersOf(new URL(request.url).searchParams), new Date()))
  return csvResponse(csvRows(adoption), `adoption-${adoption.milestone.slug}-${adoption.today}.csv`)
}
