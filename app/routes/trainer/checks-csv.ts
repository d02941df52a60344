import { checkRows } from '#app/domain/adoption/check-export.ts'
import { checksLookedAt } from '#app/domain/adoption/check-figures.server.ts'
import { filtersOf } from '#app/domain/adoption/filters.ts'
import { answer } from '#app/http/answer.server.ts'
import { csvResponse } from '#app/http/csv.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/checks-csv.ts'

/** Exactly what the pages of checks show, as one CSV: a figure a line. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const looked = await answer(() => checksLookedAt(viewer, filtersOf(new URL(request.url).searchParams), new Date()))
  return csvResponse(checkRows(looked), `checks-${looked.milestone.slug}-${looked.today}.csv`)
}
