import { CsvError, parse } from 'csv-parse/sync'
import { NUL } from '#app/domain/control-characters.ts'

export const MAX_LINES = 10_000

/** What is wrong, and where: `line` as an editor counts, `column` by its name in the file. */
export type FileProblem = { line: number; column?: string; words: string }

/** As somebody goes through the file. */
export const inOrder = (problems: readonly FileProblem[]): FileProblem[] => problems.toSorted((a, b) => a.line - b.line)

/** A table's rows by column name. A column that the file has not is missing from the cells. */
export type TableRow<Column extends string> = { line: number; cells: Partial<Record<Column, string>> }

export type TableFile<Column extends string> = { rows: TableRow<Column>[]; problems: FileProblem[] }

type Columns<Column extends string> = {
  /** each column's name and what else it may be called; compared without case, spaces and signs */
  known: Record<Column, readonly string[]>
  required: readonly Column[]
}

/**
 * Reads a table that somebody saved from a spreadsheet: UTF-8, UTF-16 or Windows-1252; comma, semicolon or tab between
 * cells; quoted cells; a first line of column names in any order. Whatever it cannot read becomes a problem.
 */
export function readTable<Column extends string>(bytes: Uint8Array, columns: Columns<Column>): TableFile<Column> {
  const text = decode(bytes)
  if (text.trim() === '') return refused(1, 'This file is empty.')
  if (text.includes(NUL)) return refused(1, 'This file is not a text. Save the table as CSV and choose that file.')
  const records = readRecords(text)
  if ('words' in records) return { rows: [], problems: [records] }
  const [head, ...body] = records
  if (!head) return refused(1, 'This file is empty.')
  const names = readHead(head.record, columns)
  if (names.problems.length > 0) return { rows: [], problems: names.problems }
  if (body.length === 0) return refused(head.line + 1, 'This file has column names and no lines below them.')
  if (body.length > MAX_LINES) {
    const count = body.length.toLocaleString('en-GB')
    return refused(MAX_LINES + 2, `This file has ${count} lines. Import at most 10,000 at once.`)
  }
  return readBody(body, names.columns)
}

const refused = (line: number, words: string) => ({ rows: [], problems: [{ line, words }] })

/**
 * A byte order mark decides, or the empty half of the first letter: column names are in ASCII. Else it is UTF-8, or what
 * Excel writes on Western systems.
 */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first && second === 0)) return new TextDecoder('utf-16le').decode(bytes)
  if ((first === 0xfe && second === 0xff) || (first === 0 && second)) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

type TableRecord = { line: number; record: string[] }

function readRecords(text: string): TableRecord[] | FileProblem {
  try {
    // with `info`, the parser gives each record its line; its types do not say so
    const records = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    return records.map(({ record, info }) => ({ line: info.lines, record }))
  } catch (error) {
    if (error instanceof CsvError) return { line: lineOf(error), words: wordsFor(error) }
    throw error
  }
}

/** The sign that parts the column names; they themselves contain none of the three. */
function delimiterOf(text: string): string {
  const head = text.trimStart().split(/\r\n|\r|\n/, 1)[0] ?? ''
  const count = (sign: string) => head.split(sign).length
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

const lineOf = (error: CsvError) => (typeof error.lines === 'number' ? error.lines : 1)

function wordsFor(error: CsvError): string {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'A quotation mark is opened and never closed.'
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'A quotation mark stands inside a cell. Put the whole cell in quotation marks and write the inner one twice.'
    default:
      return 'This line is not a line of a table.'
  }
}

const plain = (name: string) => name.toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, '')

type Head<Column extends string> = { columns: (Column | null)[]; problems: FileProblem[] }

function readHead<Column extends string>(
  record: TableRecord['record'],
  { known, required }: Columns<Column>,
): Head<Column> {
  const names = Object.keys(known) as Column[]
  const problems: FileProblem[] = []
  const columns = record.map((cell, index) => {
    const column = names.find((name) => [name, ...known[name]].some((alias) => plain(alias) === plain(cell)))
    if (!column && cell !== '') problems.push({ line: 1, column: cell, words: unknownColumn(index, names) })
    return column ?? null
  })
  for (const name of names) {
    if (columns.filter((column) => column === name).length > 1) {
      problems.push({ line: 1, column: name, words: 'This column is there twice.' })
    }
  }
  for (const name of required) {
    if (!columns.includes(name)) {
      problems.push({ line: 1, column: name, words: 'This column is missing. The first line names the columns.' })
    }
  }
  return { columns, problems }
}

const unknownColumn = (index: number, names: readonly string[]) =>
  `Column ${index + 1} is not one of ours. Ours are: ${names.join(', ')}.`

function readBody<Column extends string>(records: TableRecord[], columns: (Column | null)[]): TableFile<Column> {
  const problems: FileProblem[] = []
  const rows = records.map(({ line, record }) => {
    if (record.slice(columns.length).some((cell) => cell !== '')) {
      problems.push({
        line,
        words: `This line has ${record.length} cells, the first line names ${columns.length} columns.`,
      })
    }
    const cells: Partial<Record<Column, string>> = {}
    for (const [index, column] of columns.entries()) if (column) cells[column] = record[index] ?? ''
    return { line, cells }
  })
  return { rows, problems }
}
