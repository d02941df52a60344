import { clock, count, interval, percent, rate, ratio, sentence } from '#app/components/format.ts'
import type { FigureRow } from '../export.ts'
import type { ReportPicture } from './report-chart.ts'

/** One of the main figures of a page, as it is written there. */
export type ReportFigure = {
  /** "Completion rate" */
  name: string
  /** whose, or of what: an audience, a task */
  about: string
  /** with its interval, or why there is none */
  value: string
  /** "n 240" */
  n: string
}

/** Figures under one title, which is missing where a report has no other table. `heads`: of what it is of, and of the values. */
export type ReportTable = {
  title: string | null
  heads: readonly [string, string]
  figures: readonly ReportFigure[]
  /** how many figures more the page has */
  more: number
}

/** What a report of a page says: the page's own title and figures, its charts, and its file. */
export type ReportContent = {
  title: string
  /** what it is about, and how old: milestone, period, people, the instant of measuring */
  facts: readonly string[]
  tables: readonly ReportTable[]
  charts: readonly ReportPicture[]
  /** `columns`: those of a file that may be without rows */
  file: { name: string; rows: readonly object[]; columns?: readonly string[] }
}

/** More rows than anybody reads in a mail; the file has them all. */
const FIGURES_LIMIT = 40

/** A table of the first figures; none where there are none. */
export function tableOf(
  title: string | null,
  figures: readonly ReportFigure[],
  heads: ReportTable['heads'] = ['Figure', 'Value'],
  limit = FIGURES_LIMIT,
): ReportTable[] {
  if (figures.length === 0) return []
  const shown = figures.slice(0, limit)
  return [{ title, heads, figures: shown, more: figures.length - shown.length }]
}

const WRITTEN: Record<string, (value: number) => string> = {
  '%': (value) => percent(value, 100),
  people: count,
  ms: clock,
  '×': ratio,
  'per attempt': (value) => value.toFixed(2),
  'per 100 people': rate,
}

/** A value with its unit, as pages write it. */
export const valueText = (unit: string, value: number): string => WRITTEN[unit]?.(value) ?? `${value} ${unit}`

/** How rows call audiences and tasks, as pages do. */
export type RowNames = { audience: (slug: string) => string; task: (name: string) => string }

/** A row of a page's file as one of its main figures. */
export function figureOf(row: FigureRow, names: RowNames): ReportFigure {
  const { unit, value, low, high, note } = row
  const written = (one: number) => valueText(unit, one)
  const told = low !== null && high !== null ? ` (${interval(low, high, written)})` : ''
  const missing = note.startsWith('withheld') ? sentence(note) : 'Not enough data yet'
  const whose = [row.task && names.task(row.task), row.cohort || names.audience(row.audience)]
    .filter(Boolean)
    .join(', ')
  return {
    name: sentence(row.metric),
    about: whose,
    value: value === null ? missing : written(value) + told,
    n: row.n === null ? '' : `n ${count(row.n)}`,
  }
}
