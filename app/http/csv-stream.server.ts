import { stringify } from 'csv-stringify/sync'

/**
 * Rows as a file to download, a batch at a time: however many there are, few are in memory. The next batch is asked for
 * when the last has left. Nothing in it runs as a formula in a spreadsheet.
 */
export function csvStream<Row extends object>(
  batches: AsyncGenerator<readonly Row[]>,
  columns: readonly (keyof Row & string)[],
  filename: string,
): Response {
  const text = (rows: readonly Row[], header: boolean) =>
    stringify([...rows], { header, bom: header, columns: [...columns], escape_formulas: true })
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(text([], true))),
    async pull(controller) {
      const { done, value } = await batches.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(text(value, false)))
    },
    cancel: async () => void (await batches.return(undefined)),
  })
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${filename}"`,
      'Cache-Control': 'no-store',
    },
  })
}
