import { clock, count, interval, ratio, sentence } from '#app/components/format.ts'
import type { ErrorFigures } from '../error-frequencies.ts'
import { errorName, perAttempt } from '../error-words.ts'
import { WITHHELD } from '../export.ts'
import type { Span } from '../task-rollups/spans.ts'
import type { TimeCell } from '../task-times.ts'
import { insteadText } from '../task-words.ts'
import type { ReportFigure } from './report-content.ts'

/** What a table of times calls its columns. */
export const TIME_HEADS = ['Task', 'Median (95% interval), p90, to baseline'] as const

const NOT_TOLD = sentence(WITHHELD)

/** Median, interval and ratio of a group at a task, or why there are none. `asked`: the span asked for. */
export function timeFigure(name: string, about: string, cell: TimeCell | undefined, asked: Span): ReportFigure {
  if (!cell) return { name, about, value: 'Nobody succeeded then', n: '' }
  if ('withheld' in cell) return { name, about, value: NOT_TOLD, n: '' }
  const { median, interval: bounds, p90, ratio: times, people } = cell.figures
  const told = bounds ? interval(bounds.low, bounds.high, clock) : 'interval needs six'
  return {
    name,
    about: cell.span === asked ? about : `${about}. ${insteadText(cell.span)}`,
    value: [`${clock(median)} (${told})`, `p90 ${clock(p90)}`, ...(times === null ? [] : [ratio(times)])].join(', '),
    n: `n ${count(people)}`,
  }
}

/** What a table of errors calls its columns. */
export const ERROR_HEADS = ['Error', 'Per finished attempt'] as const

/** How many types a mail tells, as the page shows at once; the rarer ones are in the file. */
export const ERRORS_SHOWN = 8

/** Errors by type, and what is not told of them. `nameOf`: how a withheld task is called. */
export function errorTypes(
  { attempts, types, withheld }: ErrorFigures,
  nameOf: (task: string) => string,
): ReportFigure[] {
  const n = `n ${count(attempts)}`
  const none = { name: 'Errors', about: 'All types', value: 'None', n }
  return [
    ...types.map((row) => ({
      ...{ name: errorName(row.type).name, about: `Mostly in ${row.mostlyIn.title}` },
      ...{ value: perAttempt(row.perAttempt), n },
    })),
    ...(types.length === 0 && attempts > 0 ? [none] : []),
    ...withheld.map((task) => ({ name: 'Errors', about: nameOf(task), value: NOT_TOLD, n: '' })),
  ]
}
