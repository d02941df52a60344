import { Link } from 'react-router'
import { dayText } from '#app/components/dates.ts'
import { Main } from '#app/components/frame/main.tsx'
import { AssignmentTable, rulesTitle } from '#app/components/milestones/assignment-table.tsx'
import { LinkButton } from '#app/components/ui/button.tsx'
import { Fact, PageHead } from '#app/components/ui/head.tsx'
import { can } from '#app/domain/identity/abilities.ts'
import { assignmentsOf } from '#app/domain/modules/assignment-list.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { milestonePaths } from '#app/http/milestone-paths.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/assignments.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `Assignments of ${loaderData?.list.milestone.name ?? 'a milestone'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const list = await answer(() => assignmentsOf(viewer, params.slug, new Date()))
  return { list, mayChange: can(viewer, 'milestone.change') }
}

export default function AssignmentsPage({ loaderData }: Route.ComponentProps) {
  const { list, mayChange } = loaderData
  const { milestone, rules, today } = list
  return (
    <Main>
      <PageHead
        over={
          <>
            <Link to={paths.milestone(milestone.slug)}>{milestone.name}</Link>, assignments
          </>
        }
        title={rulesTitle(rules.length)}
        meta={
          <>
            <Fact icon="calendar">{dayText(milestone.date, today)}</Fact>
            <Link to={paths.people()}>Waive or give more time: find the person</Link>
          </>
        }
        aside={
          mayChange &&
          rules.length > 0 && (
            <LinkButton kind="primary" icon="add" to={milestonePaths.newAssignment(milestone.slug)}>
              Assign a module
            </LinkButton>
          )
        }
      />
      <AssignmentTable milestone={milestone.slug} rules={rules} mayChange={mayChange} />
      <p className="source">
        Days count back from the milestone. Whoever joins late, changes audience, or is asked after a move has at least
        ten days, unless the day holds strictly. Completions stay whatever changes here.
      </p>
    </Main>
  )
}
