import type { MeasuredTask } from './measured-tasks.server.ts'
import type { Span } from './task-rollups/spans.ts'
import type { ToldPart } from './task-rollups/told-parts.server.ts'
import type { Told } from './task-rollups/told-tasks.server.ts'
import { comparableMs, type TimeCell, timeCell } from './task-times.ts'

/** A part of the attempts at a task with its times and errors; the cell is missing where nobody succeeded. */
export type PartRow = { cell: TimeCell | undefined; errorsPerAttempt: number | null }

/** What is told of a part, as it is shown. */
export function partRow(part: ToldPart | undefined, task: Pick<MeasuredTask, 'baseline'>): PartRow {
  const [cell] = part ? timeCell(null, part.times, comparableMs(task.baseline)) : []
  const errors = part?.errors.told === 'figures' ? part.errors.sum : null
  const made = errors && Object.values(errors.errors).reduce((sum, times) => sum + times, 0)
  return { cell, errorsPerAttempt: errors && (made as number) / errors.told }
}

/** What gave way to a wider span is no point of a trend, and stands in no comparison of times. */
export function exactly(part: ToldPart | undefined, span: Span): ToldPart | undefined {
  const kept = (told: Told): Told => (told.told === 'figures' && told.span !== span ? { told: 'withheld' } : told)
  return part && { times: kept(part.times), errors: kept(part.errors) }
}
