import { Link } from 'react-router'
import { verdictText } from '#app/domain/adoption/compare/compare-words.ts'
import type { ComparedTask } from '#app/domain/adoption/compare/comparison.server.ts'
import { comparableMs } from '#app/domain/adoption/task-times.ts'
import { RatioAxis } from '../charts/task-time-mark.tsx'
import { sentence } from '../format.ts'
import { Problem } from '../ui/problem.tsx'
import { Cell, GroupRow, Row, RowHead } from '../ui/table.tsx'
import { axisOf, PartTimeRow, TimeTable } from './part-table.tsx'
import { baselineText } from './task-time-table.tsx'

type ComparedTasksProps = {
  tasks: readonly ComparedTask[]
  names: readonly [string, string]
  oldProduct: string
  today: string
  /** where more is told of a task */
  detail: (task: ComparedTask) => string
  /** why there is no verdict, where there is none */
  unjudged: string
}

/** Each task with the times of both sides, the first as a disc, and what may be said of them. */
export function ComparedTasks({ tasks, names, oldProduct, today, detail, unjudged }: ComparedTasksProps) {
  if (tasks.every(({ a, b }) => !a.cell && !b.cell)) {
    return (
      <Problem kind="empty" title="Nobody finished a task on either side">
        Figures come once people succeed at a task; look at a longer period, or at another milestone.
      </Problem>
    )
  }
  const axis = axisOf(tasks.flatMap(({ a, b }) => [a, b]))
  return (
    <TimeTable caption="Task times, side by side" head="Task" oldProduct={oldProduct} axis={axis}>
      {tasks.map((task) => (
        <ComparedRows
          key={`${task.moduleSlug}/${task.blockId}`}
          {...{ task, names, oldProduct, today, detail, unjudged, axis }}
        />
      ))}
    </TimeTable>
  )
}

type ComparedRowsProps = Omit<ComparedTasksProps, 'tasks'> & { task: ComparedTask; axis: ReturnType<typeof axisOf> }

function ComparedRows({ task, names, oldProduct, today, detail, unjudged, axis }: ComparedRowsProps) {
  const baselineMs = comparableMs(task.baseline)
  return (
    <>
      <GroupRow span={8} sub={baselineText(task, oldProduct, today)} axis={<RatioAxis axis={axis} phone />}>
        <Link to={detail(task)}>{task.title}</Link>
      </GroupRow>
      {([task.a, task.b] as const).map((part, side) => (
        <PartTimeRow
          key={names[side]}
          part={{ ...part, name: sentence(names[side] ?? ''), span: task.spans[side] ?? 'all' }}
          series={side === 0 ? 1 : 2}
          axis={axis}
          baselineMs={baselineMs}
        />
      ))}
      <Row>
        <RowHead>
          <span className="sub-row">The first by the other</span>
        </RowHead>
        <Cell span={7} full>
          {task.verdict ? sentence(verdictText(task.verdict)) : unjudged}
        </Cell>
      </Row>
    </>
  )
}
