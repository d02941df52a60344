import { stringify } from 'csv-stringify/sync'

/** Rows as a file to download, with a head of their names. Nothing in it runs as a formula in a spreadsheet. */
export function csvResponse(rows: readonly object[], filename: string): Response {
  return new Response(stringify([...rows], { header: true, bom: true, escape_formulas: true }), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${filename}"`,
      'Cache-Control': 'no-store',
    },
  })
}
