import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Adoption } from '#app/domain/adoption/adoption.server.ts'
import type { TaskOrder } from '#app/domain/adoption/task-order.ts'
import type { TaskRow } from '#app/domain/adoption/task-rows.ts'
import { comparableMs } from '#app/domain/adoption/task-times.ts'
import { groupOf } from '#app/domain/adoption/task-words.ts'
import { type Axis, ratioAxis } from '../charts/ratio-axis.ts'
import { RatioAxis, TaskTimeLegend } from '../charts/task-time-mark.tsx'
import { shortDayText } from '../dates.ts'
import { clock, count, counted } from '../format.ts'
import { Problem } from '../ui/problem.tsx'
import { Cell, ColumnHead, GroupRow, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import { SortHead } from './sort-head.tsx'
import { ratioOf, TimeRow } from './time-row.tsx'

type TaskFigures = Pick<Adoption, 'tasks' | 'audienceNames' | 'scope' | 'today' | 'span'>

type TaskTimeTableProps = {
  adoption: TaskFigures
  oldProduct: string
  /** how the tasks are ordered; without it they cannot be */
  order?: TaskOrder
  /** where more is told of a task */
  detail?: (task: TaskRow) => string
}

/** Task times in the new product as ratios to the old one, a row an audience; with a cohort chosen, its row alone. */
export function TaskTimeTable({ adoption, oldProduct, order, detail }: TaskTimeTableProps) {
  const { tasks } = adoption
  if (tasks.every(({ cells }) => cells.length === 0)) {
    return (
      <Problem kind="empty" title="No task was finished in this period">
        Figures come once people succeed at a task; look at a longer period, or at another milestone.
      </Problem>
    )
  }
  const axis = ratioAxis(tasks.flatMap(({ cells }) => cells.flatMap(ratioOf)))
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
          <Head by="order" order={order}>
            Task and audience
          </Head>
          <ColumnHead width="32%">
            <span className="sr">Ratio to {oldProduct}</span>
            <RatioAxis axis={axis} />
          </ColumnHead>
          <Head by="ratio" order={order} right>
            To baseline
          </Head>
          <Head by="median" order={order} right>
            Median
          </Head>
          <ColumnHead right>95% interval</ColumnHead>
          <Head by="p90" order={order} right>
            p90
          </Head>
          <Head by="n" order={order} right>
            People, attempts
          </Head>
          <Head by="errors" order={order} right>
            Errors
          </Head>
        </TableHead>
        <TableBody>
          {tasks.map((task) => (
            <TaskRows
              key={`${task.moduleSlug}/${task.blockId}`}
              task={task}
              adoption={adoption}
              axis={axis}
              oldProduct={oldProduct}
              detail={detail}
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

function Head({ by, order, right = false, children }: HeadProps) {
  if (!order) return <ColumnHead right={right}>{children}</ColumnHead>
  return (
    <SortHead by={by} order={order} right={right}>
      {children}
    </SortHead>
  )
}

type HeadProps = { by: string; order: TaskOrder | undefined; right?: boolean; children: ReactNode }

function TaskRows({
  task,
  adoption,
  axis,
  oldProduct,
  detail,
}: Omit<TaskTimeTableProps, 'order' | 'detail'> & {
  task: TaskRow
  axis: Axis
  detail: TaskTimeTableProps['detail'] | undefined
}) {
  return (
    <>
      <GroupRow span={8} sub={baselineText(task, oldProduct, adoption.today)} axis={<RatioAxis axis={axis} phone />}>
        {detail ? <Link to={detail(task)}>{task.title}</Link> : task.title}
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
            {...groupOf(cell, adoption)}
            cell={cell}
            asked={adoption.span}
            errors={place === 0 ? task.errorsPerAttempt : null}
            axis={axis}
            baselineMs={comparableMs(task.baseline)}
          />
        ))
      )}
    </>
  )
}

/** What a task is compared with, and where that is known from. */
export function baselineText(
  { moduleTitle, baseline, otherClock }: Pick<TaskRow, 'moduleTitle' | 'baseline' | 'otherClock'>,
  oldProduct: string,
  today: string,
): string {
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

export function leftOutText(tasks: readonly TaskRow[]): string {
  const sum = (of: (task: TaskRow) => number) => tasks.reduce((total, task) => total + of(task), 0)
  const successes = sum(({ counted: successful }) => successful)
  const parts = [
    `${count(sum(({ leftOut }) => leftOut.suspect))} suspect`,
    `${count(sum(({ leftOut }) => leftOut.gaveUp))} given up`,
    `${count(sum(({ leftOut }) => leftOut.abandoned))} abandoned`,
  ]
  return `${counted(successes, 'successful attempt', 'successful attempts')} counted; ${parts.join(', ')} left out.`
}
