import { Form, Link } from 'react-router'
import { dayText } from '#app/components/dates.ts'
import { Main } from '#app/components/frame/main.tsx'
import { DueFields, TargetFields } from '#app/components/milestones/assignment-fields.tsx'
import { ConfirmEffect } from '#app/components/milestones/confirm-effect.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { FormError } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { ensure } from '#app/domain/identity/abilities.ts'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { milestoneOf } from '#app/domain/migrations/milestones.server.ts'
import { addAssignment, effectOfAdding } from '#app/domain/modules/assignment-changes.server.ts'
import { AssignmentInput } from '#app/domain/modules/assignment-input.ts'
import { assignmentChoices } from '#app/domain/modules/assignment-list.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { lookWith, submitForm } from '#app/http/form.server.ts'
import { milestonePaths } from '#app/http/milestone-paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/assignment-new.ts'
import '#app/components/milestones/milestones.css'

export const meta: Route.MetaFunction = () => [{ title: 'Assign a module · Gangway' }]

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const [milestone, choices] = await answer(async () => {
    ensure(viewer, 'milestone.change')
    const found = await milestoneOf(viewer, params.slug)
    return [found, await assignmentChoices(found)] as const
  })
  const looked = await lookWith(request, AssignmentInput, (input) => effectOfAdding(viewer, params.slug, input, now))
  return { milestone, choices, looked, today: localDay(now, milestone.timeZone) }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, AssignmentInput, async (input) => {
    const { newlyAsked, done } = await addAssignment(viewer, params.slug, input, new Date())
    const told = newlyAsked - done
    return redirectWithToast(
      milestonePaths.assignments(params.slug),
      `Assigned. ${told === 1 ? '1 person is' : `${told} people are`} told.`,
    )
  })
}

export default function NewAssignmentPage({ loaderData, actionData }: Route.ComponentProps) {
  const { milestone, choices, looked, today } = loaderData
  return (
    <Main>
      <PageHead
        over={<Link to={milestonePaths.assignments(milestone.slug)}>Assignments of {milestone.name}</Link>}
        title="Assign a module"
        meta={<span>{dayText(milestone.date, today)}</span>}
      />
      <Form key={JSON.stringify(looked.values)} method="get" className="stack-form">
        <TargetFields filled={looked} {...choices} />
        <DueFields filled={looked} now={{ dueDays: 0, strict: false, optional: false }} />
        <FormError errors={looked.errors['']} />
        <p className="btn-row">
          <Button type="submit" kind={looked.found ? 'outlined' : 'primary'}>
            See whom it asks
          </Button>
          <Link to={milestonePaths.assignments(milestone.slug)}>Cancel</Link>
        </p>
      </Form>
      {looked.found && (
        <ConfirmEffect
          effect={looked.found}
          today={today}
          values={looked.values}
          verb="Assign the module"
          errors={Object.values(actionData?.error ?? {}).flatMap((words) => words ?? [])}
        />
      )}
    </Main>
  )
}
