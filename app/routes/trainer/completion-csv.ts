import { filtersOf } from '#app/domain/adoption/filters.ts'
import { completionLookedAt } from '#app/domain/adoption/standings/completion.server.ts'
import { completionRows } from '#app/domain/adoption/standings/completion-rows.ts'
import { answer } from '#app/http/answer.server.ts'
import { csvResponse } from '#app/http/csv.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/completion-csv.ts'

/** Exactly what the page of completion shows, as one CSV: a figure a line. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const looked = await answer(() =>
    completionLookedAt(viewer, filtersOf(new URL(request.url).searchParams), new Date()),
  )
  return csvResponse(completionRows(looked), `completion-${looked.milestone.slug}-${looked.today}.csv`)
}
