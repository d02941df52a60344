import type { Adoption } from '#app/domain/adoption/adoption.server.ts'
import type { TaskRow } from '#app/domain/adoption/task-rows.ts'
import { comparableMs, type TimeCell, type TimeFigures } from '#app/domain/adoption/task-times.ts'
import { type Axis, ratioAxis } from '../charts/ratio-axis.ts'
import { RatioAxis, TaskTimeLegend, TaskTimeMark } from '../charts/task-time-mark.tsx'
import { shortDayText } from '../dates.ts'
import { clock, count, counted, interval, ratio } from '../format.ts'
import { Problem } from '../ui/problem.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { Cell, ColumnHead, GroupRow, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'

type TaskFigures = Pick<Adoption, 'tasks' | 'audienceNames' | 'scope' | 'today'>

/** Task times in the new product as ratios to the old one, a row an audience; with a cohort chosen, its row alone. */
export function TaskTimeTable({ adoption, oldProduct }: { adoption: TaskFigures; oldProduct: string }) {
  const { tasks } = adoption
  if (tasks.every(({ cells }) => cells.length === 0)) {
    return (
      <Problem kind="empty" title="No task was finished in this period">
        Figures come once people succeed at a task; look at a longer period, or at another milestone.
      </Problem>
    )
  }
  const axis = ratioAxis(tasks.flatMap(({ cells }) => cells.flatMap(highestRatio)))
  return (
    <>
      <TaskTimeLegend oldProduct={oldProduct} axis={axis} />
      <Table
        caption={`Task time against ${oldProduct}`}
        narrow="list-wide"
        columns="repeat(auto-fit, minmax(5.75rem, 1fr))"
        middle
      >
        <TableHead>
          <ColumnHead>Task and audience</ColumnHead>
          <ColumnHead width="32%">
            <span className="sr">Ratio to {oldProduct}</span>
            <RatioAxis axis={axis} />
          </ColumnHead>
          <ColumnHead right>To baseline</ColumnHead>
          <ColumnHead right>Median</ColumnHead>
          <ColumnHead right>95% interval</ColumnHead>
          <ColumnHead right>p90</ColumnHead>
          <ColumnHead right>People, attempts</ColumnHead>
        </TableHead>
        <TableBody>
          {tasks.map((task) => (
            <TaskRows
              key={`${task.moduleSlug}/${task.blockId}`}
              task={task}
              adoption={adoption}
              axis={axis}
              oldProduct={oldProduct}
            />
          ))}
        </TableBody>
      </Table>
      <p className="source">
        {leftOutText(tasks)} Interval of the median by order statistics. Groups under five people are withheld.
      </p>
    </>
  )
}

function TaskRows({
  task,
  adoption,
  axis,
  oldProduct,
}: {
  task: TaskRow
  adoption: TaskFigures
  axis: Axis
  oldProduct: string
}) {
  return (
    <>
      <GroupRow span={7} sub={baselineText(task, oldProduct, adoption.today)} axis={<RatioAxis axis={axis} phone />}>
        {task.title}
      </GroupRow>
      {task.cells.length === 0 ? (
        <Row>
          <RowHead>Nobody yet</RowHead>
          <Cell span={6} full muted>
            Nobody has finished this task in the period.
          </Cell>
        </Row>
      ) : (
        task.cells.map((cell) => (
          <TimeRow
            key={cell.group ?? ''}
            cell={cell}
            adoption={adoption}
            axis={axis}
            baselineMs={comparableMs(task.baseline)}
          />
        ))
      )}
    </>
  )
}

function TimeRow({
  cell,
  adoption,
  axis,
  baselineMs,
}: {
  cell: TimeCell
  adoption: TaskFigures
  axis: Axis
  baselineMs: number | null
}) {
  const audience = cell.group === null ? null : adoption.audienceNames[cell.group]
  const series = audience?.comfort === 'casual' ? 2 : 1
  const figures = 'figures' in cell ? cell.figures : null
  return (
    <Row>
      <RowHead>
        <span className="sub-row">{audience?.name ?? adoption.scope.cohort?.name ?? 'Everyone'}</span>
      </RowHead>
      <Cell full plot>
        <TaskTimeMark
          axis={axis}
          ratios={figures && baselineMs ? ratiosOf(figures, baselineMs) : null}
          series={series}
        />
      </Cell>
      {figures ? (
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
        </>
      ) : (
        <Cell span={5} full>
          <StatusMark state="withheld">Withheld</StatusMark>{' '}
          <span className="muted">Too few people. Each sees their own time.</span>
        </Cell>
      )}
    </Row>
  )
}

function ratiosOf({ median, interval: bounds, p90 }: TimeFigures, baselineMs: number) {
  return {
    median: median / baselineMs,
    low: (bounds?.low ?? median) / baselineMs,
    high: (bounds?.high ?? median) / baselineMs,
    p90: p90 / baselineMs,
  }
}

function highestRatio(cell: TimeCell): number[] {
  return 'figures' in cell && cell.figures.ratio !== null ? [cell.figures.ratio] : []
}

function baselineText({ moduleTitle, baseline, otherClock }: TaskRow, oldProduct: string, today: string): string {
  const besides = otherClock ? `. On the wall ${clock(otherClock.ms)}, ${measuredText(otherClock, today)}` : ''
  return `${moduleTitle}. ${comparedText(baseline, oldProduct, today)}${besides}`
}

function comparedText(baseline: TaskRow['baseline'], oldProduct: string, today: string): string {
  if (!baseline) return `No time in ${oldProduct} to compare with`
  const time = clock(baseline.ms)
  if (baseline.source === 'target') return `Target ${time}`
  if (baseline.source === 'stated') return `${oldProduct} ${time}, stated in the module`
  return `${oldProduct} ${time}, ${measuredText(baseline, today)}`
}

const measuredText = ({ statedOn, n }: NonNullable<TaskRow['baseline']>, today: string) =>
  `measured ${shortDayText(statedOn, today)}, n ${n}`

function leftOutText(tasks: readonly TaskRow[]): string {
  const sum = (of: (task: TaskRow) => number) => tasks.reduce((total, task) => total + of(task), 0)
  const successes = sum(({ counted: successful }) => successful)
  const parts = [
    `${count(sum(({ leftOut }) => leftOut.suspect))} suspect`,
    `${count(sum(({ leftOut }) => leftOut.gaveUp))} given up`,
    `${count(sum(({ leftOut }) => leftOut.abandoned))} abandoned`,
  ]
  return `${counted(successes, 'successful attempt', 'successful attempts')} counted; ${parts.join(', ')} left out.`
}
