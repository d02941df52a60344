import { boardFilterOf } from '#app/domain/confusion/board.ts'
import { reportsFile } from '#app/domain/confusion/outgoing/report-files.server.ts'
import { REPORT_COLUMNS } from '#app/domain/confusion/outgoing/report-files.ts'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { answer } from '#app/http/answer.server.ts'
import { csvStream } from '#app/http/csv-stream.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/confusion-csv.ts'

/** The reports behind what the board shows with the same filters. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const reports = await answer(() => reportsFile(viewer, boardFilterOf(new URL(request.url).searchParams)))
  const today = localDay(new Date(), viewer.migration?.timeZone ?? 'UTC')
  return csvStream(reports, REPORT_COLUMNS, `confusion-${today}.csv`)
}
