import { Form, Link } from 'react-router'
import { Main } from '#app/components/frame/main.tsx'
import { DueFields } from '#app/components/milestones/assignment-fields.tsx'
import { ConfirmEffect } from '#app/components/milestones/confirm-effect.tsx'
import { dueWords } from '#app/components/milestones/due-words.ts'
import { Button } from '#app/components/ui/button.tsx'
import { FormError } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { changeAssignment, effectOfChanging } from '#app/domain/modules/assignment-changes.server.ts'
import { ChangeInput, ruleSeen } from '#app/domain/modules/assignment-input.ts'
import { assignmentOf } from '#app/domain/modules/assignment-list.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { lookWith, submitForm } from '#app/http/form.server.ts'
import { milestonePaths } from '#app/http/milestone-paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/assignment.ts'
import '#app/components/milestones/milestones.css'

export const meta: Route.MetaFunction = () => [{ title: 'Change an assignment · Gangway' }]

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const { slug, assignment } = params
  const now = new Date()
  const page = await answer(() => assignmentOf(viewer, slug, assignment, now))
  const looked = await lookWith(request, ChangeInput, (input) => effectOfChanging(viewer, slug, assignment, input, now))
  return { ...page, seen: ruleSeen(page.rule), looked }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, ChangeInput, async (input) => {
    await changeAssignment(viewer, params.slug, params.assignment, input, new Date())
    return redirectWithToast(
      milestonePaths.assignments(params.slug),
      'Changed. Whoever it makes a difference to is told.',
    )
  })
}

export default function AssignmentPage({ loaderData, actionData }: Route.ComponentProps) {
  const { milestone, rule, seen, looked, today } = loaderData
  return (
    <Main>
      <PageHead
        over={<Link to={milestonePaths.assignments(milestone.slug)}>Assignments of {milestone.name}</Link>}
        title={`${rule.title}, ${rule.to}`}
        meta={
          <>
            <span>Now: {dueWords(rule).toLowerCase()}</span>
            <Link to={milestonePaths.assignmentEnd(milestone.slug, rule.id)}>End this rule</Link>
          </>
        }
      />
      <Form key={JSON.stringify(looked.values)} method="get" className="stack-form">
        <input type="hidden" name="seen" value={seen} />
        <DueFields filled={looked} now={rule} />
        <FormError errors={looked.errors['']} />
        <p className="btn-row">
          <Button type="submit" kind={looked.found ? 'outlined' : 'primary'}>
            See what this does
          </Button>
          <Link to={milestonePaths.assignments(milestone.slug)}>Cancel</Link>
        </p>
      </Form>
      {looked.found && (
        <ConfirmEffect
          effect={looked.found}
          today={today}
          values={looked.values}
          verb="Change the rule"
          errors={Object.values(actionData?.error ?? {}).flatMap((words) => words ?? [])}
        />
      )}
    </Main>
  )
}
