import { getFormProps, useForm } from '@conform-to/react'
import { data, Form, Link } from 'react-router'
import { CohortChampions } from '#app/components/cohorts/managing/cohort-champions.tsx'
import { CohortFields } from '#app/components/cohorts/managing/cohort-fields.tsx'
import { CohortNow } from '#app/components/cohorts/managing/cohort-now.tsx'
import { PastMembers } from '#app/components/cohorts/managing/past-members.tsx'
import { counted } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { FormEnd } from '#app/components/milestones/form-end.tsx'
import { LinkButton } from '#app/components/ui/button.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { type CohortChanged, changeCohort } from '#app/domain/cohorts/managing/change-cohort.server.ts'
import { CohortChangeInput } from '#app/domain/cohorts/managing/cohort-input.ts'
import {
  championsOfCohort,
  cohortChoices,
  type ManagedCohort,
  managedCohort,
  pastMembers,
} from '#app/domain/cohorts/managing/managed-cohort.server.ts'
import { timeZones } from '#app/domain/cohorts/sessions/time-zones.server.ts'
import { todayOf } from '#app/domain/identity/today.ts'
import { answer, statusOf } from '#app/http/answer.server.ts'
import { cohortPaths } from '#app/http/cohort-paths.ts'
import { readForm, submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/cohort-edit.ts'
import '#app/components/cohorts/cohorts.css'
import '#app/components/milestones/milestones.css'

export const meta: Route.MetaFunction = () => [{ title: 'Change a cohort · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  return answer(async () => {
    const cohort = await managedCohort(viewer, params.id)
    const [choices, champions, past] = await Promise.all([
      cohortChoices(viewer, cohort),
      championsOfCohort(cohort.id),
      pastMembers(cohort),
    ])
    return { cohort, champions, past, options: { ...choices, zones: timeZones() }, today: todayOf(viewer, now) }
  })
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const again = request.clone()
  return submitForm(request, CohortChangeInput, async (input) => {
    const changed = await changeCohort(viewer, params.id, input, new Date())
    if (changed.outcome === 'conflict') {
      const submission = await readForm(again, CohortChangeInput)
      return data({ ...submission.reply(), present: changed.present }, { status: statusOf('conflict') })
    }
    return redirectWithToast(paths.cohort(params.id), savedWords(input.name, changed))
  })
}

function savedWords(name: string, { joined, left }: Extract<CohortChanged, { outcome: 'saved' }>): string {
  const came = joined > 0 ? ` ${counted(joined, 'person came', 'people came')} in by its rule.` : ''
  const went = left > 0 ? ` ${counted(left, 'person went', 'people went')} by its rule.` : ''
  return `${name} is changed.${came}${went}`
}

const valuesOf = ({ name, site, timeZone, milestone, audience, ruleLimit }: ManagedCohort) => ({
  ...{ name, site: site ?? '', zone: timeZone, milestone: milestone?.id ?? '', audience: audience?.id ?? '' },
  limit: ruleLimit === null ? '' : String(ruleLimit),
})

export default function EditCohortPage({ loaderData, actionData }: Route.ComponentProps) {
  const { cohort, champions, past, options, today } = loaderData
  return (
    <Main>
      <PageHead
        over={
          cohort.closedAt ? (
            <Link to={paths.cohorts()}>Cohorts</Link>
          ) : (
            <Link to={paths.cohort(cohort.id)}>{cohort.name}</Link>
          )
        }
        title={cohort.closedAt ? `${cohort.name} is closed` : 'Change the cohort'}
      />
      {cohort.closedAt ? (
        <Reopening cohort={cohort} />
      ) : (
        <>
          <ChangeForm cohort={cohort} options={options} lastResult={actionData} />
          <CohortChampions cohort={cohort} champions={champions} today={today} />
        </>
      )}
      <PastMembers past={past} today={today} />
      {!cohort.closedAt && (
        <section className="section" aria-labelledby="closing">
          <h2 id="closing">Close it</h2>
          <p className="measure">
            A closed cohort leaves every list and takes nobody in. What its people did stays, and it can be opened
            again.
          </p>
          <p className="after-table">
            <LinkButton to={cohortPaths.closing(cohort.id)}>Close the cohort</LinkButton>
          </p>
        </section>
      )}
    </Main>
  )
}

type Data = Route.ComponentProps['loaderData']
type ChangeFormProps = Pick<Data, 'cohort' | 'options'> & { lastResult: Route.ComponentProps['actionData'] }

function ChangeForm({ cohort, options, lastResult }: ChangeFormProps) {
  const present = lastResult && 'present' in lastResult ? lastResult.present : null
  const [form, fields] = useForm<CohortChangeInput>({ lastResult, defaultValue: valuesOf(cohort) })
  return (
    <>
      {present && <CohortNow present={present} />}
      <Form method="post" {...getFormProps(form)} className="stack-form">
        <input type="hidden" name="version" value={(present ?? cohort).version} />
        <CohortFields fields={fields} options={options} />
        <FormEnd errors={form.errors} verb="Save the changes" back={paths.cohort(cohort.id)} />
      </Form>
    </>
  )
}

function Reopening({ cohort }: { cohort: ManagedCohort }) {
  return (
    <Form method="post" action={cohortPaths.closing(cohort.id)} className="stack-form">
      <p>Opened again it has its people back, except those who are in another cohort by now.</p>
      <input type="hidden" name="closed" value="no" />
      <FormEnd errors={undefined} verb="Open it again" back={paths.cohorts()} />
    </Form>
  )
}
