import { type FigureRow, figureRow, timeFigureRows, WITHHELD } from '../export.ts'
import type { PartRow } from '../part-rows.ts'
import type { Share } from '../standing.ts'
import { type Span, weeksOf } from '../task-rollups/spans.ts'
import { taskName } from '../task-times.ts'
import type { ComparedTask, Comparison } from './comparison.server.ts'
import type { ComparedShare } from './verdicts.ts'

type Side = Pick<FigureRow, 'audience' | 'cohort'> & { note: string }

/** Everything that the page of a comparison shows, one figure a row; the note says which side, or what may be claimed. */
export function comparisonRows(comparison: Comparison): FigureRow[] {
  const { sides, shares, tasks } = comparison
  if (sides === null) return []
  const [a, b] = sides.map((side) => sideOf(comparison, side)) as [Side, Side]
  return [
    ...shares.flatMap(({ of, a: first, b: other, move }) => [
      shareRow(comparison, of, first, a),
      shareRow(comparison, of, other, b),
      figureRow(comparison, { metric: `${SHARE_NAMES[of]}, difference`, unit: '', note: move }),
    ]),
    ...tasks.flatMap((task) => [
      ...partRows(comparison, task, task.a, task.spans[0], a),
      ...partRows(comparison, task, task.b, task.spans[1], b),
      ...verdictRows(comparison, task),
    ]),
  ]
}

function sideOf({ asked, scope }: Comparison, { value, label }: { value: string; label: string }): Side {
  return {
    audience: asked.by === 'audience' ? value : (scope.audience?.slug ?? 'everyone'),
    cohort: asked.by === 'cohort' ? label : (scope.cohort?.name ?? ''),
    note: asked.by === 'release' ? `release ${label}` : asked.by === 'weeks' ? label : '',
  }
}

const SHARE_NAMES: Record<ComparedShare['of'], string> = {
  completion: 'completion rate',
  upToDate: 'up to date',
  coverage: 'coverage',
  overdue: 'overdue',
}

const shareRow = (comparison: Comparison, of: ComparedShare['of'], { part, whole }: Share, side: Side): FigureRow =>
  figureRow(comparison, {
    metric: SHARE_NAMES[of],
    unit: '%',
    ...side,
    value: whole === 0 ? null : (part / whole) * 100,
    n: whole,
  })

function partRows(
  comparison: Comparison,
  task: ComparedTask,
  { cell, errorsPerAttempt }: PartRow,
  asked: Span,
  { note, ...side }: Side,
): FigureRow[] {
  if (!cell) return []
  const span = 'span' in cell ? cell.span : asked
  const { first, last } = weeksOf(span, comparison.today)
  const until = span === '4 before' || span === '8 before' ? last : comparison.today
  const about = { ...side, task: taskName(task), since: first ?? '', until }
  if ('withheld' in cell) {
    const why = [note, WITHHELD].filter(Boolean).join('; ')
    return [figureRow(comparison, { metric: 'task time', unit: 'ms', ...about, note: why })]
  }
  const errors = { metric: 'errors', unit: 'per attempt', ...about, value: errorsPerAttempt, note }
  return [
    ...timeFigureRows(comparison, about, cell.figures, note),
    ...(errorsPerAttempt === null ? [] : [figureRow(comparison, errors)]),
  ]
}

function verdictRows(comparison: Comparison, task: ComparedTask): FigureRow[] {
  if (!task.verdict) return []
  const { change, ratio } = task.verdict
  return [
    figureRow(comparison, {
      metric: 'task time, first by other',
      unit: '×',
      task: taskName(task),
      value: ratio,
      note: change,
    }),
  ]
}
