import { ONE_LINE } from '#app/domain/control-characters.ts'
import { EmailInput, ExternalIdInput, LanguageInput, PersonNameInput } from '../people.ts'
import type { Role } from '../viewer.ts'
import { type FileProblem, inOrder, readTable, type TableRow } from './table-file.ts'

/** Roles that a file may give. Admins are named one by one, on their own page. */
export const FILE_ROLES = ['learner', 'champion', 'trainer', 'lead'] as const satisfies readonly Role[]
export type FileRole = (typeof FILE_ROLES)[number]

/** One line of the file. Null: the cell is empty or the column is not there, and what is known stays. */
export type PeopleRow = {
  line: number
  name: string
  email: string
  externalId: string | null
  language: string | null
  audiences: string[] | null
  roles: FileRole[] | null
  cohort: string | null
}

export const PEOPLE_COLUMNS = {
  name: ['full name'],
  email: ['e-mail address', 'mail'],
  externalId: ['personnel number', 'employee id'],
  language: ['locale'],
  audiences: ['audience', 'groups'],
  roles: ['role'],
  cohort: ['group'],
} as const
type Column = keyof typeof PEOPLE_COLUMNS

const COHORT_MAX = 80

/** Reads a file of people. Rows are complete only if there is no problem. */
export function readPeopleFile(bytes: Uint8Array): { rows: PeopleRow[]; problems: FileProblem[] } {
  const table = readTable<Column>(bytes, { known: PEOPLE_COLUMNS, required: ['name', 'email'] })
  const problems = [...table.problems]
  const rows = table.rows.map((row) => readRow(row, problems))
  problems.push(...twice(rows, 'email'), ...twice(rows, 'externalId'))
  return { rows, problems: inOrder(problems) }
}

function readRow({ line, cells }: TableRow<Column>, problems: FileProblem[]): PeopleRow {
  const read = <T>(column: Column, schema: Schema<T>, empty: T): T => {
    const result = schema.safeParse(cells[column] ?? '')
    if (result.success) return result.data
    problems.push({ line, column, words: result.error.issues[0]?.message ?? 'This cell cannot be read.' })
    return empty
  }
  const ifFilled = <T>(column: Column, schema: Schema<T>): T | null =>
    cells[column] ? read(column, schema, null as T) : null
  return {
    line,
    name: read('name', PersonNameInput, ''),
    email: read('email', EmailInput, ''),
    externalId: ifFilled('externalId', ExternalIdInput),
    language: ifFilled('language', LanguageInput),
    audiences: list(cells.audiences),
    roles: readRoles(line, cells.roles, problems),
    cohort: readCohort(line, cells.cohort, problems),
  }
}

type Schema<T> = {
  safeParse(cell: string): { success: true; data: T } | { success: false; error: { issues: { message: string }[] } }
}

/** Names parted by semicolons, or by commas or bars where the file parts its own cells by semicolons. */
function list(cell: string | undefined): string[] | null {
  const names = (cell ?? '').split(/[;,|]/).map((name) => name.trim().toLowerCase())
  const filled = [...new Set(names.filter((name) => name !== ''))]
  return filled.length > 0 ? filled : null
}

function readRoles(line: number, cell: string | undefined, problems: FileProblem[]): FileRole[] | null {
  const roles = list(cell)
  const wrong = roles?.find((role) => !FILE_ROLES.some((known) => known === role))
  if (wrong === 'admin') {
    problems.push({ line, column: 'roles', words: 'Admins are named one by one, on their own page, not by a file.' })
  } else if (wrong) {
    problems.push({ line, column: 'roles', words: `“${wrong}” is not a role. Roles are: ${FILE_ROLES.join(', ')}.` })
  }
  return roles?.filter((role): role is FileRole => FILE_ROLES.some((known) => known === role)) ?? null
}

function readCohort(line: number, cell: string | undefined, problems: FileProblem[]): string | null {
  const name = (cell ?? '').replace(/\s+/g, ' ')
  if (name.length > COHORT_MAX) {
    problems.push({ line, column: 'cohort', words: `Use at most ${COHORT_MAX} characters; these are ${name.length}.` })
  }
  if (!ONE_LINE.test(name)) {
    problems.push({ line, column: 'cohort', words: 'This name has signs in it that cannot be shown.' })
  }
  return name || null
}

/** What must stand for one person only. */
function twice(rows: PeopleRow[], column: 'email' | 'externalId'): FileProblem[] {
  const first = new Map<string, number>()
  return rows.flatMap((row) => {
    const value = row[column]
    if (!value) return []
    const before = first.get(value)
    if (before === undefined) {
      first.set(value, row.line)
      return []
    }
    return [{ line: row.line, column, words: `${value} is already on line ${before}.` }]
  })
}
