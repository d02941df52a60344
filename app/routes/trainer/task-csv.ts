import { filtersOf } from '#app/domain/adoption/filters.ts'
import { taskLookedAt } from '#app/domain/adoption/task-detail.server.ts'
import { taskDetailRows } from '#app/domain/adoption/task-detail-rows.ts'
import { answer } from '#app/http/answer.server.ts'
import { csvResponse } from '#app/http/csv.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/task-csv.ts'

/** Exactly what the page of a task shows, as one CSV: a figure a line. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const filters = filtersOf(new URL(request.url).searchParams)
  const detail = await answer(() => taskLookedAt(viewer, params, filters, new Date()))
  return csvResponse(taskDetailRows(detail), `task-${params.module}-${params.block}-${detail.today}.csv`)
}
