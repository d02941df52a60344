/**
 * The format of a backup file, version 1: gzip of lines of text. First a head as JSON; then for each table a line of
 * JSON that names it and its columns, its rows as PostgreSQL's `COPY … TO STDOUT` writes them, and a line `\.`; last a
 * tail as JSON with how many rows there are, by which a file that was cut short or changed is known.
 */
import type { Readable } from 'node:stream'
import { z } from 'zod'
import { StartProblem } from '../start-problem.ts'

export const HeadInput = z.object({
  format: z.literal('gangway-backup'),
  version: z.literal(1),
  takenAt: z.iso.datetime(),
  /** the migrations of the database, in order */
  migrations: z.array(z.string()),
  /** the instants between which its learning events lie; null without any */
  events: z.object({ since: z.iso.datetime(), until: z.iso.datetime() }).nullable(),
})
export type Head = z.output<typeof HeadInput>

const TableInput = z.object({ table: z.tuple([z.string(), z.string()]), columns: z.array(z.string()) })
/** One table: schema and name, and the columns in the order of its rows. */
export type TableHead = z.output<typeof TableInput>

const TailInput = z.object({ end: z.literal(true), rows: z.record(z.string(), z.number().int()) })
/** How many rows each table has, by `schema.name`. */
export type Tail = z.output<typeof TailInput>

/** The line that ends a table's rows; PostgreSQL writes a row of those two characters otherwise. */
export const END_OF_ROWS = '\\.'

export const tableName = ({ table: [schema, name] }: Pick<TableHead, 'table'>): string => `${schema}.${name}`

/** What is handed on while an archive is read: a table's beginning, each of its rows, its end, and the tail. */
export type ArchivePart =
  | { part: 'table'; head: TableHead }
  | { part: 'row'; row: Buffer }
  | { part: 'end of table' }
  | { part: 'tail'; tail: Tail }

/** Reads an archive's lines after its head, in order. Throws `StartProblem` where the file is no whole backup. */
export class ArchiveReader {
  readonly #lines: AsyncIterator<Buffer>

  constructor(unzipped: Readable) {
    this.#lines = linesOf(unzipped)
  }

  async head(): Promise<Head> {
    const head = HeadInput.safeParse(jsonIn(await this.#next()))
    if (!head.success) throw new StartProblem('This file is no backup of Gangway that this release can read.')
    return head.data
  }

  async *parts(): AsyncGenerator<ArchivePart> {
    for (;;) {
      const line = jsonIn(await this.#next())
      const tail = TailInput.safeParse(line)
      if (tail.success) return yield { part: 'tail', tail: tail.data }
      const table = TableInput.safeParse(line)
      if (!table.success) throw cutShort()
      yield { part: 'table', head: table.data }
      for (let row = await this.#next(); !isEnd(row); row = await this.#next()) yield { part: 'row', row }
      yield { part: 'end of table' }
    }
  }

  async #next(): Promise<Buffer> {
    const next = await this.#lines.next().catch((cause: Error) => {
      throw new StartProblem('This file is damaged: it cannot be unpacked to its end.', { cause })
    })
    if (next.done) throw cutShort()
    return next.value
  }
}

const cutShort = () => new StartProblem('This backup is cut short or was changed. Nothing was restored.')

const isEnd = (line: Buffer) => line.length === END_OF_ROWS.length && line.toString('latin1') === END_OF_ROWS

function jsonIn(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString())
  } catch {
    return null
  }
}

const NEWLINE = 0x0a

/** Lines as bytes, without their ends: a row may be megabytes of a film. */
async function* linesOf(stream: Readable): AsyncGenerator<Buffer> {
  let begun: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let from = 0
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      const end = chunk.subarray(from, at)
      yield begun.length > 0 ? Buffer.concat([...begun, end]) : end
      begun = []
      from = at + 1
    }
    if (from < chunk.length) begun.push(chunk.subarray(from))
  }
}
