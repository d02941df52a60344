import { csvText } from '#app/platform/csv.server.ts'

/** Rows as a file to download. */
export function csvResponse(rows: readonly object[], filename: string): Response {
  return new Response(csvText(rows), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${filename}"`,
      'Cache-Control': 'no-store',
    },
  })
}
