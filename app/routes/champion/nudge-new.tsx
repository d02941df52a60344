import { getFormProps, useForm } from '@conform-to/react'
import { useState } from 'react'
import { Form, Link } from 'react-router'
import { NudgePeople } from '#app/components/cohorts/nudge-people.tsx'
import { localOf } from '#app/components/dates.ts'
import { counted, listed } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { FormEnd } from '#app/components/milestones/form-end.tsx'
import { valuesOf } from '#app/components/playbook/template-values.ts'
import { LinkButton } from '#app/components/ui/button.tsx'
import { TextArea } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { NudgeInput } from '#app/domain/cohorts/nudge-input.ts'
import { NUDGE_LIMIT, NUDGE_WORDS } from '#app/domain/cohorts/nudge-words.ts'
import { type Nudged, nudge, recipientsIn } from '#app/domain/cohorts/nudges.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { firstName, type TemplateValues } from '#app/domain/playbooks/fill-template.ts'
import { occasionOf, templatesOf } from '#app/domain/playbooks/templates.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/nudge-new.ts'
import '#app/components/cohorts/cohorts.css'
import '#app/components/milestones/milestones.css'

export const meta: Route.MetaFunction = () => [{ title: 'Remind people · Gangway' }]

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const asked = new URL(request.url).searchParams
  const { cohort, people } = await answer(() => recipientsIn(viewer, params.id, asked.getAll('person'), now))
  const [values, templates] = await Promise.all([placesFor(viewer, cohort.id, now), templatesOf(viewer)])
  const chosen = templates.find(({ slug }) => slug === asked.get('template'))
  return { cohort, people, values, templates, words: chosen?.markdown ?? NUDGE_WORDS }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  return submitForm(request, NudgeInput, async (input) => {
    const nudged = await nudge(viewer, params.id, input, await placesFor(viewer, params.id, now), now)
    return redirectWithToast(paths.cohort(params.id), outcomeOf(nudged), nudged.nudged.length > 0 ? 'good' : 'bad')
  })
}

async function placesFor(viewer: Viewer, cohort: string, now: Date): Promise<TemplateValues> {
  const occasion = await answer(() => occasionOf(viewer, cohort, now))
  const today = localOf(now, viewer.migration?.timeZone ?? 'UTC').date
  return { ...valuesOf(viewer, occasion, today), 'champion.firstName': firstName(viewer.name) }
}

function outcomeOf({ nudged, left }: Nudged): string {
  const reminded = nudged.length > 0 ? `Reminded ${listed(nudged)}.` : 'Nobody was reminded.'
  return [reminded, ...left.map(({ name, why }) => `${name} was left out: ${why}.`)].join(' ')
}

export default function NudgePage({ loaderData, actionData }: Route.ComponentProps) {
  const { cohort, people } = loaderData
  return (
    <Main>
      <PageHead
        over={<Link to={paths.cohort(cohort.id)}>{cohort.name}</Link>}
        title={
          people.length === 1 ? `Remind ${people[0]?.name}` : `Remind ${counted(people.length, 'person', 'people')}`
        }
      />
      {people.length === 0 ? (
        <Problem
          kind="empty"
          title="Nobody is chosen"
          level={2}
          action={<LinkButton to={paths.cohort(cohort.id)}>Choose people</LinkButton>}
        >
          Tick the people whom you want to remind in the list of the cohort.
        </Problem>
      ) : (
        <NudgeForm {...loaderData} lastResult={actionData} />
      )}
    </Main>
  )
}

type NudgeFormProps = Route.ComponentProps['loaderData'] & { lastResult: Route.ComponentProps['actionData'] }

function NudgeForm({ cohort, people, values, templates, words, lastResult }: NudgeFormProps) {
  const [form, fields] = useForm<NudgeInput>({ ...(lastResult ? { lastResult } : {}), defaultValue: { words } })
  const [written, setWritten] = useState(words)
  return (
    <>
      {templates.length > 0 && (
        <p className="small nudge-templates">
          Begin with other words:{' '}
          {templates.map(({ slug, title }) => (
            <span className="nudge-template" key={slug}>
              <Link
                to={paths.newNudge(
                  cohort.id,
                  people.map(({ id }) => id),
                  slug,
                )}
                reloadDocument
              >
                {title}
              </Link>
            </span>
          ))}
        </p>
      )}
      <Form
        method="post"
        {...getFormProps(form)}
        className="stack-form"
        onInput={(event) => event.target instanceof HTMLTextAreaElement && setWritten(event.target.value)}
      >
        <TextArea
          field={fields.words}
          label="What they read"
          hint="{{learner.firstName}}, {{milestone.name}}, {{milestone.date}}, {{session.date}} and {{champion.firstName}} are filled in for each."
          rows={9}
          maxLength={NUDGE_LIMIT}
        />
        <NudgePeople people={people} words={written} values={values} />
        <FormEnd errors={form.errors} verb="Send the reminder" back={paths.cohort(cohort.id)} />
      </Form>
    </>
  )
}
