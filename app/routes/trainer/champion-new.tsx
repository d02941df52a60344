import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link } from 'react-router'
import { Main } from '#app/components/frame/main.tsx'
import { FormEnd } from '#app/components/milestones/form-end.tsx'
import { TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { addChampion } from '#app/domain/cohorts/managing/champions.server.ts'
import { ChampionInput } from '#app/domain/cohorts/managing/cohort-input.ts'
import { managedCohort } from '#app/domain/cohorts/managing/managed-cohort.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { cohortPaths } from '#app/http/cohort-paths.ts'
import { submitForm } from '#app/http/form.server.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/champion-new.ts'
import '#app/components/milestones/milestones.css'

export const meta: Route.MetaFunction = () => [{ title: 'Name a champion · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  return { cohort: await answer(() => managedCohort(viewer, params.id)) }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, ChampionInput, async ({ who }) => {
    const name = await addChampion(viewer, params.id, who, new Date())
    return redirectWithToast(cohortPaths.editCohort(params.id), `${name} is a champion of it now.`)
  })
}

export default function NewChampionPage({ loaderData, actionData }: Route.ComponentProps) {
  const { cohort } = loaderData
  const [form, fields] = useForm<ChampionInput>({ lastResult: actionData })
  const back = cohortPaths.editCohort(cohort.id)
  return (
    <Main>
      <PageHead over={<Link to={back}>{cohort.name}</Link>} title="Name a champion" />
      <Form method="post" {...getFormProps(form)} className="stack-form">
        <TextField
          field={fields.who}
          label="Address"
          hint="Or the id in the company, or the whole name."
          autoComplete="off"
          spellCheck={false}
          maxLength={320}
          required
        />
        <p className="small muted">
          They get the role of a champion if they do not have it, see who in {cohort.name} needs help, and run its
          sessions. They are told.
        </p>
        <FormEnd errors={form.errors} verb="Name the champion" back={back} />
      </Form>
    </Main>
  )
}
