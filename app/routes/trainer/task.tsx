import { Link } from 'react-router'
import { AdoptionFrame } from '#app/components/adoption/adoption-frame.tsx'
import { ErrorTable } from '#app/components/adoption/error-table.tsx'
import { HowMade } from '#app/components/adoption/how-made.tsx'
import { LearningCurve, TaskReleases, TaskTrend } from '#app/components/adoption/task-sections.tsx'
import { TaskTimeTable } from '#app/components/adoption/task-time-table.tsx'
import { SectionHead } from '#app/components/ui/head.tsx'
import { filtersOf, queryOf } from '#app/domain/adoption/filters.ts'
import { taskLookedAt } from '#app/domain/adoption/task-detail.server.ts'
import { taskTitle } from '#app/domain/adoption/task-words.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { frameOf } from '#app/http/adoption-frame.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { standingPaths } from '#app/http/standing-paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/task.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.detail.task.title ?? 'Task'} · Gangway` },
]

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const query = new URL(request.url).searchParams
  const filters = filtersOf(query)
  const detail = await answer(() => taskLookedAt(viewer, params, filters, new Date()))
  const { oldProduct } = migrationOf(viewer)
  return { detail, oldProduct, frame: await answer(() => frameOf(viewer, request, filters)) }
}

export default function TaskPage({ loaderData }: Route.ComponentProps) {
  const { detail, oldProduct, frame } = loaderData
  const { task, milestone } = detail
  const filters = queryOf({ ...frame.filters, milestone: milestone.slug })
  const query = `?${filters}`
  const looked = { ...detail, tasks: [task] }
  return (
    <AdoptionFrame
      here="tasks"
      over={<Link to={`${adoptionPaths.tasks()}${query}`}>All tasks</Link>}
      title={taskTitle(task, oldProduct)}
      looked={looked}
      frame={frame}
      csv={adoptionPaths.taskCsv(task.moduleSlug, task.blockId)}
    >
      <section className="section" aria-labelledby="task-time">
        <SectionHead
          id="task-time"
          title={`Against ${oldProduct}`}
          aside={<Link to={paths.module(task.moduleSlug, task.blockId)}>{task.moduleTitle}</Link>}
        />
        <TaskTimeTable adoption={looked} oldProduct={oldProduct} />
      </section>
      <TaskTrend detail={detail} oldProduct={oldProduct} />
      <section className="section" aria-labelledby="errors">
        <SectionHead
          id="errors"
          title="What goes wrong"
          aside={<Link to={confusionIn(task.moduleSlug)}>What people reported in this module</Link>}
        />
        <ErrorTable errors={detail.errors} ofOne />
      </section>
      <LearningCurve detail={detail} oldProduct={oldProduct} />
      <TaskReleases detail={detail} oldProduct={oldProduct} />
      <section className="section" aria-labelledby="next">
        <SectionHead id="next" title="What to do" />
        <ul className="link-list">
          <li>
            <Link to={standingPaths.peopleWith(filters, 'not complete', { module: task.moduleSlug })}>
              Who has not got there yet, and why
            </Link>
          </li>
          <li>
            <Link to={`${adoptionPaths.cohorts()}${query}`}>Cohorts, to plan a session or to remind people</Link>
          </li>
          <li>
            <Link to={paths.module(task.moduleSlug, task.blockId)}>The task as people see it</Link>
          </li>
        </ul>
      </section>
      <HowMade metrics={['taskTime', 'taskRatio', 'errors', 'taskErrors', 'learningCurve', 'taskChange']} />
    </AdoptionFrame>
  )
}

/** The board's questions about the task's module. */
const confusionIn = (module: string): string => `${paths.confusion()}?${new URLSearchParams({ module })}`
