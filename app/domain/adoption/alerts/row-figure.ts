import type { FigureRow } from '../export.ts'
import type { AlertScope } from './alert-scope.ts'

/** A figure with what it counts, or why there is none to tell. */
export type Measured = { value: number; n: number } | { value: null; why: string }

export const NOTHING_YET = 'Nothing to measure yet.'
export const WITHHELD = 'Withheld: fewer than five people.'

/** The figure of a metric among the rows of a page's file, as rows call it; never one that they withhold. */
export function rowFigure(all: readonly FigureRow[], metric: string, { audience, task }: AlertScope): Measured {
  const rows = all.filter((row) => row.task === (task ?? ''))
  const isOf = (row: FigureRow) => row.audience === (audience ?? 'everyone')
  const told = rows.filter((row) => row.metric === metric)
  // One audience that holds everybody stands for the total of a task.
  const row = told.find(isOf) ?? (task !== null && audience === null && told.length === 1 ? told[0] : undefined)
  if (row && row.value !== null) return { value: row.value, n: row.n ?? 0 }
  const withheld = rows.some((one) => one.note.startsWith('withheld') && (isOf(one) || rows.length === 1))
  return { value: null, why: withheld ? WITHHELD : NOTHING_YET }
}
