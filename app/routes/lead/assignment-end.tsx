import { Form, Link, useNavigation } from 'react-router'
import { Main } from '#app/components/frame/main.tsx'
import { dueWords } from '#app/components/milestones/due-words.ts'
import { EffectLines } from '#app/components/milestones/effect-lines.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { effectOfEnding, endAssignment } from '#app/domain/modules/assignment-changes.server.ts'
import { assignmentOf } from '#app/domain/modules/assignment-list.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { milestonePaths } from '#app/http/milestone-paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/assignment-end.ts'
import '#app/components/milestones/milestones.css'

export const meta: Route.MetaFunction = () => [{ title: 'End an assignment · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const { slug, assignment } = params
  const now = new Date()
  const page = await answer(() => assignmentOf(viewer, slug, assignment, now))
  return { ...page, effect: await answer(() => effectOfEnding(viewer, slug, assignment, now)) }
}

export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  await answer(() => endAssignment(viewer, params.slug, params.assignment, new Date()))
  return redirectWithToast(milestonePaths.assignments(params.slug), 'The rule is ended. What people did is kept.')
}

export default function AssignmentEndPage({ loaderData }: Route.ComponentProps) {
  const { milestone, rule, effect, today } = loaderData
  const busy = useNavigation().state === 'submitting'
  return (
    <Main>
      <PageHead
        over={<Link to={milestonePaths.assignments(milestone.slug)}>Assignments of {milestone.name}</Link>}
        title={`No longer ask ${rule.to} for “${rule.title}”?`}
        meta={<span>{dueWords(rule)}</span>}
      />
      <EffectLines effect={effect} today={today} />
      <Form method="post" className="btn-row after-table">
        <Button type="submit" kind="danger" busy={busy} busyWords="Ending">
          End the rule
        </Button>
        <Link to={milestonePaths.assignments(milestone.slug)}>Keep it</Link>
      </Form>
    </Main>
  )
}
