import { boardFilterOf } from '#app/domain/confusion/board.ts'
import { changesFile } from '#app/domain/confusion/outgoing/report-files.server.ts'
import { CHANGE_COLUMNS } from '#app/domain/confusion/outgoing/report-files.ts'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { answer } from '#app/http/answer.server.ts'
import { csvStream } from '#app/http/csv-stream.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/confusion-changes-csv.ts'

/** Every change of what the board shows with the same filters. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const changes = await answer(() => changesFile(viewer, boardFilterOf(new URL(request.url).searchParams)))
  const today = localDay(new Date(), viewer.migration?.timeZone ?? 'UTC')
  return csvStream(changes, CHANGE_COLUMNS, `confusion-changes-${today}.csv`)
}
