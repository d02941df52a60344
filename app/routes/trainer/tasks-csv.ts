import { adoptionOf } from '#app/domain/adoption/adoption.server.ts'
import { filtersOf } from '#app/domain/adoption/filters.ts'
import { taskRows } from '#app/domain/adoption/task-export.ts'
import { taskOrderOf } from '#app/domain/adoption/task-order.ts'
import { answer } from '#app/http/answer.server.ts'
import { csvResponse } from '#app/http/csv.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/tasks-csv.ts'

/** Exactly what the page of tasks shows, in its order, as one CSV: a figure a line. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const query = new URL(request.url).searchParams
  const adoption = await answer(() => adoptionOf(viewer, filtersOf(query), new Date()))
  return csvResponse(taskRows(adoption, taskOrderOf(query)), `tasks-${adoption.milestone.slug}-${adoption.today}.csv`)
}
