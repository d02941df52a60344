import { stringify } from 'csv-stringify/sync'
import { transcriptOf } from '#app/domain/progress/transcript.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/transcript-csv.ts'

/** One's own completions as CSV, instants in UTC. */
export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const { completions } = await answer(() => transcriptOf(viewer))
  const rows = completions.map(({ slug, title, kind, label, completedAt, source }) => ({
    module: slug,
    title,
    kind,
    release: label,
    completedAt: completedAt.toISOString(),
    source,
  }))
  const columns = ['module', 'title', 'kind', 'release', 'completedAt', 'source']
  return new Response(stringify(rows, { header: true, columns, bom: true, escape_formulas: true }), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="transcript.csv"',
      'Cache-Control': 'no-store',
    },
  })
}
