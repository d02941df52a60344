import { AdoptionFrame } from '#app/components/adoption/adoption-frame.tsx'
import { ErrorTable } from '#app/components/adoption/error-table.tsx'
import { HowMade } from '#app/components/adoption/how-made.tsx'
import { NothingDone } from '#app/components/adoption/no-figures.tsx'
import { OrderField } from '#app/components/adoption/order-field.tsx'
import { TaskTimeTable } from '#app/components/adoption/task-time-table.tsx'
import { SectionHead } from '#app/components/ui/head.tsx'
import { adoptionOf } from '#app/domain/adoption/adoption.server.ts'
import { filtersOf, queryOf } from '#app/domain/adoption/filters.ts'
import { onlyLookedAt } from '#app/domain/adoption/looked-at.server.ts'
import { inOrder, taskOrderOf, taskOrderQuery } from '#app/domain/adoption/task-order.ts'
import { TASK_ORDERS, tasksTitle } from '#app/domain/adoption/task-words.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { frameOf } from '#app/http/adoption-frame.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/tasks.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData ? `${loaderData.title} · Gangway` : 'Tasks · Gangway' },
]

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const query = new URL(request.url).searchParams
  const filters = filtersOf(query)
  const order = taskOrderOf(query)
  const adoption = await answer(() => adoptionOf(viewer, filters, new Date()))
  const { oldProduct } = migrationOf(viewer)
  const frame = await answer(() => frameOf(viewer, request, filters))
  const tasks = inOrder(adoption.tasks, order)
  const title = tasksTitle(tasks, oldProduct)
  const { errors, audienceNames } = adoption
  return {
    looked: { ...onlyLookedAt(adoption), tasks, errors, audienceNames },
    title,
    order,
    own: taskOrderQuery(order),
    frame,
    oldProduct,
  }
}

export default function TasksPage({ loaderData }: Route.ComponentProps) {
  const { looked, title, order, own, frame, oldProduct } = loaderData
  const query = `?${queryOf({ ...frame.filters, milestone: looked.milestone.slug })}`
  return (
    <AdoptionFrame
      here="tasks"
      title={title}
      looked={looked}
      frame={frame}
      csv={adoptionPaths.tasksCsv()}
      own={own}
      fields={<OrderField name="sort" value={own.sort} options={TASK_ORDERS} />}
    >
      {isEmpty(looked) ? (
        <NothingDone
          looked={looked}
          filters={frame.filters}
          title={
            looked.tasks.length === 0
              ? 'No module of this milestone has a task'
              : 'Nobody finished a task in this period'
          }
          begins="Task times and errors come with people’s attempts."
        />
      ) : (
        <Figures looked={looked} order={order} oldProduct={oldProduct} query={query} />
      )}
    </AdoptionFrame>
  )
}

type Looked = Route.ComponentProps['loaderData']['looked']

/** Nothing was tried, so there is not even a figure to withhold. */
function isEmpty({ tasks, errors }: Looked): boolean {
  const nothing = errors.attempts === 0 && errors.types.length + errors.withheld.length === 0
  return nothing && tasks.every(({ cells }) => cells.length === 0)
}

type FiguresProps = Pick<Route.ComponentProps['loaderData'], 'looked' | 'order' | 'oldProduct'> & { query: string }

function Figures({ looked, order, oldProduct, query }: FiguresProps) {
  return (
    <>
      <section className="section" aria-labelledby="task-time">
        <SectionHead id="task-time" title={`Task time against ${oldProduct}`} />
        <TaskTimeTable
          adoption={looked}
          oldProduct={oldProduct}
          order={order}
          detail={({ moduleSlug, blockId }) => adoptionPaths.task(moduleSlug, blockId) + query}
        />
        <HowMade metrics={['taskTime', 'taskRatio']} />
      </section>
      <section className="section" aria-labelledby="errors">
        <SectionHead id="errors" title="Errors by type" />
        <ErrorTable errors={looked.errors} />
        <HowMade metrics={['errors', 'taskErrors']} />
      </section>
    </>
  )
}
