import { Link } from 'react-router'
import { MeasuringTable } from '#app/components/adoption/measuring-table.tsx'
import { inWords, sentence } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { LinkButton } from '#app/components/ui/button.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { type Measuring, measuringsOf } from '#app/domain/adoption/old-times/measurings.server.ts'
import { todayOf } from '#app/domain/identity/today.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/measurings.ts'
import '#app/components/adoption/adoption.css'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData ? titleOf(loaderData.measurings, loaderData.oldProduct) : 'Measured times'} · Gangway` },
]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const measurings = await answer(() => measuringsOf(viewer, now))
  return { measurings, oldProduct: migrationOf(viewer).oldProduct, today: todayOf(viewer, now) }
}

export default function MeasuringsPage({ loaderData }: Route.ComponentProps) {
  const { measurings, oldProduct, today } = loaderData
  return (
    <Main>
      <PageHead
        over={<Link to={paths.adoption()}>Adoption</Link>}
        title={titleOf(measurings, oldProduct)}
        aside={
          measurings.length > 0 && (
            <LinkButton to={adoptionPaths.newMeasuring()} kind="primary" icon="add">
              Measure a task
            </LinkButton>
          )
        }
      />
      {measurings.length === 0 ? (
        <Problem
          kind="empty"
          title={`No task was measured in ${oldProduct}`}
          level={2}
          action={<LinkButton to={adoptionPaths.newMeasuring()}>Measure a task</LinkButton>}
        >
          People do a task there once, by the clock of a page, while {oldProduct} is still in use. The new product is
          then compared with their median.
        </Problem>
      ) : (
        <MeasuringTable measurings={measurings} today={today} />
      )}
      <p className="source">
        <Link to={paths.measured()}>How each figure is made</Link>
      </p>
    </Main>
  )
}

function titleOf(measurings: readonly Measuring[], oldProduct: string): string {
  const told = measurings.filter((one) => one.told).length
  const open = measurings.filter(({ over }) => !over).length
  if (open > 0)
    return `${sentence(inWords(open))} ${open === 1 ? 'task is' : 'tasks are'} being measured in ${oldProduct}`
  if (told > 0) return `${sentence(inWords(told))} ${told === 1 ? 'time was' : 'times were'} measured in ${oldProduct}`
  return `No time was measured in ${oldProduct}`
}
