import { filtersOf } from '#app/domain/adoption/filters.ts'
import { completionReport } from '#app/domain/adoption/standings/report.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { csvStream } from '#app/http/csv-stream.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/completion-report.ts'

/** Who has completed what, as one CSV: a row a person, a column a module. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const { looked, columns, batches } = await answer(() =>
    completionReport(viewer, filtersOf(new URL(request.url).searchParams), new Date()),
  )
  return csvStream(batches, columns, `completed-${looked.milestone.slug}-${looked.today}.csv`)
}
