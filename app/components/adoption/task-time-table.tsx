import type { Adoption } from '#app/domain/adoption/adoption.server.ts'
import type { TaskOrder } from '#app/domain/adoption/task-order.ts'
import type { TaskRow } from '#app/domain/adoption/task-rows.ts'
import { comparableMs, type TimeCell, type TimeFigures } from '#app/domain/adoption/task-times.ts'
import { type Axis, ratioAxis } from '../charts/ratio-axis.ts'
import { RatioAxis, TaskTimeLegend, TaskTimeMark } from '../charts/task-time-mark.tsx'
import { shortDayText } from '../dates.ts'
import { clock, count, counted, interval, ratio } from '../format.ts'
import { Problem } from '../ui/problem.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { Cell, ColumnHead, GroupRow, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import { perAttempt } from './measures.ts'
import { SortHead } from './sort-head.tsx'

type TaskFigures = Pick<Adoption, 'tasks' | 'audienceNames' | 'scope' | 'today'>

type TaskTimeTableProps = { adoption: TaskFigures; oldProduct: string; order: TaskOrder }

/** Task times in the new product as ratios to the old one, a row an audience; with a cohort chosen, its row alone. */
export function TaskTimeTable({ adoption, oldProduct, order }: TaskTimeTableProps) {
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
          <SortHead by="order" order={order}>
            Task and audience
          </SortHead>
          <ColumnHead width="32%">
            <span className="sr">Ratio to {oldProduct}</span>
            <RatioAxis axis={axis} />
          </ColumnHead>
          <SortHead by="ratio" order={order} right>
            To baseline
          </SortHead>
          <SortHead by="median" order={order} right>
            Median
          </SortHead>
          <ColumnHead right>95% interval</ColumnHead>
          <SortHead by="p90" order={order} right>
            p90
          </SortHead>
          <SortHead by="n" order={order} right>
            People, attempts
          </SortHead>
          <SortHead by="errors" order={order} right>
            Errors
          </SortHead>
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
        {leftOutText(tasks)} Interval of the median by order statistics. Groups under five people are withheld. Errors:
        per finished attempt at the task.
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
      <GroupRow span={8} sub={baselineText(task, oldProduct, adoption.today)} axis={<RatioAxis axis={axis} phone />}>
        {task.title}
      </GroupRow>
      {task.cells.length === 0 ? (
        <Row>
          <RowHead>Nobody yet</RowHead>
          <Cell span={7} full muted>
            Nobody has finished this task in the period.
          </Cell>
        </Row>
      ) : (
        task.cells.map((cell, place) => (
          <TimeRow
            key={cell.group ?? ''}
            cell={cell}
            errors={place === 0 ? task.errorsPerAttempt : null}
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
  errors,
  adoption,
  axis,
  baselineMs,
}: {
  cell: TimeCell
  /** of the whole task, told once */
  errors: number | null
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
          <Cell label="Errors" right>
            {errors === null ? null : perAttempt(errors)}
          </Cell>
        </>
      ) : (
        <Cell span={6} full>
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

function baselineText({ moduleTitle, baseline }: TaskRow, oldProduct: string, today: string): string {
  if (!baseline) return `${moduleTitle}. No time in ${oldProduct} to compare with`
  const time = clock(baseline.ms)
  if (baseline.source === 'target') return `${moduleTitle}. Target ${time}`
  if (baseline.source === 'stated') return `${moduleTitle}. ${oldProduct} ${time}, stated in the module`
  return `${moduleTitle}. ${oldProduct} ${time}, measured ${shortDayText(baseline.statedOn, today)}, n ${baseline.n}`
}

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
