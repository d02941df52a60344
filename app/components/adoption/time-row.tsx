import { perAttempt } from '#app/domain/adoption/error-words.ts'
import type { Span } from '#app/domain/adoption/task-rollups/spans.ts'
import { ratiosOf, type TimeCell, type TimeFigures } from '#app/domain/adoption/task-times.ts'
import { insteadText } from '#app/domain/adoption/task-words.ts'
import type { Axis } from '../charts/ratio-axis.ts'
import { TaskTimeMark } from '../charts/task-time-mark.tsx'
import { clock, count, interval, ratio } from '../format.ts'
import { StatusMark } from '../ui/status-mark.tsx'
import { Cell, Row, RowHead } from '../ui/table.tsx'

type TimeRowProps = {
  name: string
  /** power users, and everybody, are series 1, casual ones series 2 */
  series: 1 | 2
  cell: TimeCell
  /** the span asked for: a wider one says so */
  asked: Span
  /** per finished attempt; null where they are not told, or told once for the whole task */
  errors: number | null
  axis: Axis
  baselineMs: number | null
}

/** The times of one group at a task: as a mark against the old product, and in figures. */
export function TimeRow({ name, series, cell, asked, errors, axis, baselineMs }: TimeRowProps) {
  const figures = 'figures' in cell ? cell.figures : null
  return (
    <Row>
      <RowHead>
        <span className="sub-row">{name}</span>
        {'figures' in cell && cell.span !== asked && <span className="sub-row sub">{insteadText(cell.span)}</span>}
      </RowHead>
      <Cell full plot>
        <TaskTimeMark
          axis={axis}
          ratios={figures && baselineMs ? ratiosOf(figures, baselineMs) : null}
          series={series}
        />
      </Cell>
      {figures ? <FigureCells figures={figures} errors={errors} /> : <WithheldCells />}
    </Row>
  )
}

function FigureCells({ figures, errors }: { figures: TimeFigures; errors: number | null }) {
  return (
    <>
      <Cell label="To baseline" right strong>
        {figures.ratio === null ? '–' : ratio(figures.ratio)}
      </Cell>
      <Cell label="Median" right>
        {clock(figures.median)}
      </Cell>
      <Cell label="95% interval" right>
        {figures.interval ? interval(figures.interval.low, figures.interval.high, clock) : 'needs six'}
      </Cell>
      <Cell label="p90" right>
        {clock(figures.p90)}
      </Cell>
      <Cell label="People, attempts" right>
        {count(figures.people)}, {count(figures.attempts)}
      </Cell>
      <Cell label="Errors" right>
        {errors === null ? null : perAttempt(errors)}
      </Cell>
    </>
  )
}

function WithheldCells() {
  return (
    <Cell span={6} full>
      <StatusMark state="withheld">Withheld</StatusMark>{' '}
      <span className="muted">Too few people. Each sees their own time.</span>
    </Cell>
  )
}

/** The ratio of a cell, for the axis of all of them. */
export const ratioOf = (cell: TimeCell): number[] =>
  'figures' in cell && cell.figures.ratio !== null ? [cell.figures.ratio] : []
