import { confusionRows } from '#app/domain/adoption/confusion-rollups/confusion-export.ts'
import { confusionLookedAt } from '#app/domain/adoption/confusion-rollups/confusion-figures.server.ts'
import { filtersOf } from '#app/domain/adoption/filters.ts'
import { answer } from '#app/http/answer.server.ts'
import { csvResponse } from '#app/http/csv.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/adoption-confusion-csv.ts'

/** Exactly what the page of confusion shows, as one CSV: a figure a line. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const looked = await answer(() => confusionLookedAt(viewer, filtersOf(new URL(request.url).searchParams), new Date()))
  return csvResponse(confusionRows(looked), `confusion-${looked.milestone.slug}-${looked.today}.csv`)
}
