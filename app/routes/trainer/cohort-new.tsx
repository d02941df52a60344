import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link } from 'react-router'
import { CohortFields } from '#app/components/cohorts/managing/cohort-fields.tsx'
import { counted } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { FormEnd } from '#app/components/milestones/form-end.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { addCohort } from '#app/domain/cohorts/managing/change-cohort.server.ts'
import { CohortInput } from '#app/domain/cohorts/managing/cohort-input.ts'
import { cohortChoices } from '#app/domain/cohorts/managing/managed-cohort.server.ts'
import { timeZones } from '#app/domain/cohorts/sessions/time-zones.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { cohortPaths } from '#app/http/cohort-paths.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/cohort-new.ts'
import '#app/components/milestones/milestones.css'

export const meta: Route.MetaFunction = () => [{ title: 'Make a cohort · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const choices = await answer(() => cohortChoices(viewer))
  return { options: { ...choices, zones: timeZones() }, zone: viewer.migration?.timeZone ?? 'UTC' }
}

export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, CohortInput, async (input) => {
    const { id, joined } = await addCohort(viewer, input, new Date())
    if (!input.audience) return redirectWithToast(cohortPaths.newMembers(id), `${input.name} is made. Who is in it?`)
    const who = joined === 0 ? 'Nobody fits its rule yet' : `${counted(joined, 'person is', 'people are')} in it`
    return redirectWithToast(paths.cohort(id), `${input.name} is made. ${who}.`)
  })
}

export default function NewCohortPage({ loaderData, actionData }: Route.ComponentProps) {
  const [form, fields] = useForm<CohortInput>({ lastResult: actionData, defaultValue: { zone: loaderData.zone } })
  return (
    <Main>
      <PageHead over={<Link to={paths.cohorts()}>Cohorts</Link>} title="Make a cohort" />
      <Form method="post" {...getFormProps(form)} className="stack-form">
        <CohortFields fields={fields} options={loaderData.options} />
        <p className="small muted">
          Nobody is told. Whoever is in a cohort is invited to its sessions once you send the invitations.
        </p>
        <FormEnd errors={form.errors} verb="Make the cohort" back={paths.cohorts()} />
      </Form>
    </Main>
  )
}
