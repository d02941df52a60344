import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link } from 'react-router'
import { counted } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { FormEnd } from '#app/components/milestones/form-end.tsx'
import { SelectField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { endChampion, leadingOf } from '#app/domain/cohorts/managing/champions.server.ts'
import { ChampionEndInput } from '#app/domain/cohorts/managing/cohort-input.ts'
import { answer } from '#app/http/answer.server.ts'
import { cohortPaths } from '#app/http/cohort-paths.ts'
import { submitForm } from '#app/http/form.server.ts'
import { runPaths } from '#app/http/run-paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/champion-end.ts'
import '#app/components/milestones/milestones.css'

export const meta: Route.MetaFunction = () => [{ title: 'Take a champion off · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  return answer(() => leadingOf(viewer, params.id, params.person, new Date()))
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, ChampionEndInput, async ({ successor }) => {
    const { champion, cohort } = await endChampion(viewer, params.id, params.person, successor ?? null, new Date())
    return redirectWithToast(cohortPaths.editCohort(params.id), `${champion.name} no longer leads ${cohort.name}.`)
  })
}

export default function ChampionEndPage({ loaderData, actionData }: Route.ComponentProps) {
  const { cohort, champion, running, planned, others } = loaderData
  const [form, fields] = useForm<ChampionEndInput>({ lastResult: actionData })
  const back = cohortPaths.editCohort(cohort.id)
  return (
    <Main>
      <PageHead over={<Link to={back}>{cohort.name}</Link>} title={`Take ${champion.name} off ${cohort.name}?`} />
      <Form method="post" {...getFormProps(form)} className="stack-form">
        {running && (
          <div className="note note-warn">
            <p>
              <strong>They are running “{running.title}” now.</strong> It stays open with everything in it.{' '}
              <Link to={runPaths.sessionRun(cohort.id, running.id)}>You can go on in their place</Link>, or another
              champion can.
            </p>
          </div>
        )}
        <p>
          They no longer see its people, from now on. They keep the role of a champion; an administrator can end that.
          They are told.
        </p>
        {(planned > 0 || running) && (
          <SelectField
            field={fields.successor}
            label={planned > 0 ? `Who leads ${counted(planned, 'planned session', 'planned sessions')}` : 'Who goes on'}
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
            empty="Nobody yet"
          />
        )}
        <FormEnd errors={form.errors} verb="Take them off" back={back} />
      </Form>
    </Main>
  )
}
