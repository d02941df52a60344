import { getFormProps, useForm } from '@conform-to/react'
import { data, Form, Link, useNavigation } from 'react-router'
import { PlacingPlanView } from '#app/components/cohorts/managing/placing-plan.tsx'
import { UnplacedPeople } from '#app/components/cohorts/managing/unplaced-people.tsx'
import { counted } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { FormError, TextArea } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { PlacingInput } from '#app/domain/cohorts/managing/cohort-input.ts'
import { unplacedPeople } from '#app/domain/cohorts/managing/find-people.server.ts'
import { cohortChoices, managedCohort } from '#app/domain/cohorts/managing/managed-cohort.server.ts'
import { lookAtPlacing, placeMembers } from '#app/domain/cohorts/managing/place-members.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { cohortPaths } from '#app/http/cohort-paths.ts'
import { readForm, submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/members-new.ts'
import '#app/components/cohorts/cohorts.css'
import '#app/components/milestones/milestones.css'

export const meta: Route.MetaFunction = () => [{ title: 'Put people into a cohort · Gangway' }]

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const audience = new URL(request.url).searchParams.get('audience')
  return answer(async () => {
    const cohort = await managedCohort(viewer, params.id)
    const [{ audiences }, unplaced] = await Promise.all([
      cohortChoices(viewer),
      unplacedPeople(viewer, audience || null, new Date()),
    ])
    return { cohort, audiences, audience: audience ?? '', unplaced }
  })
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const again = request.clone()
  return submitForm(request, PlacingInput, async (input) => {
    if (input.step === 'look') {
      const [submission, plan] = await Promise.all([
        readForm(again, PlacingInput),
        lookAtPlacing(viewer, params.id, input, new Date()),
      ])
      return data({ ...submission.reply(), plan })
    }
    const { joining, moving, unknown, gone } = await placeMembers(viewer, params.id, input, new Date())
    const coming = joining.length + moving.length
    const out = unknown.length + gone.length
    const words = [
      coming === 0 ? 'They are in it already.' : `${counted(coming, 'person is', 'people are')} in it now.`,
      out > 0 && `${out} left out.`,
    ]
    return redirectWithToast(paths.cohort(params.id), words.filter(Boolean).join(' '))
  })
}

export default function NewMembersPage({ loaderData, actionData }: Route.ComponentProps) {
  const { cohort, audiences, audience, unplaced } = loaderData
  const plan = actionData && 'plan' in actionData ? actionData.plan : null
  const [form, fields] = useForm<PlacingInput>({ lastResult: actionData })
  const busy = useNavigation().state === 'submitting'
  const chosen = [fields.person.value ?? []].flat().map(String)
  return (
    <Main>
      <PageHead over={<Link to={paths.cohort(cohort.id)}>{cohort.name}</Link>} title="Put people into the cohort" />
      <Form method="post" action={cohortPaths.newMembers(cohort.id)} {...getFormProps(form)} className="placing">
        <TextArea
          field={fields.who}
          label="Who"
          rows={5}
          hint="Addresses, ids of the company or whole names, one a line or with commas between: paste them from a mail or a sheet."
        />
        {plan && <PlacingPlanView plan={plan} />}
        <FormError id={form.errorId} errors={form.errors} />
        <p className="btn-row">
          {plan && plan.joining.length + plan.moving.length > 0 && (
            <Button type="submit" kind="primary" name="step" value="place" busy={busy} busyWords="Saving">
              Put them in
            </Button>
          )}
          <Button type="submit" kind={plan ? 'outlined' : 'primary'} name="step" value="look">
            {plan ? 'Look again' : 'See what this does'}
          </Button>
          <Link to={paths.cohort(cohort.id)}>Cancel</Link>
        </p>
      </Form>
      <UnplacedPeople
        {...{ unplaced, audiences, audience, chosen }}
        form={form.id}
        action={cohortPaths.newMembers(cohort.id)}
      />
    </Main>
  )
}
