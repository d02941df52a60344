import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link, useNavigation } from 'react-router'
import { StepList } from '#app/components/champions/step-list.tsx'
import { momentText } from '#app/components/dates.ts'
import { Main } from '#app/components/frame/main.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { FormError, TextArea } from '#app/components/ui/field.tsx'
import { PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { type Champion, championOf, SignOffInput, signOff } from '#app/domain/cohorts/champions.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/champion.ts'
import '#app/components/milestones/milestones.css'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.champion.name ?? 'Champion'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const champion = await answer(() => championOf(viewer, params.person, now))
  return { champion, now, zone: viewer.migration?.timeZone ?? 'UTC', isSelf: champion.id === viewer.personId }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, SignOffInput, async (input) => {
    const { id, name } = await signOff(viewer, params.person, input, new Date())
    const words = input.act === 'sign off' ? `${name} is signed off.` : 'The sign-off is taken back.'
    return redirectWithToast(paths.champion(id), words)
  })
}

export default function ChampionPage({ loaderData, actionData }: Route.ComponentProps) {
  const { champion, now, zone, isSelf } = loaderData
  const { id, name, cohorts, steps, signOffs } = champion
  return (
    <Main>
      <PageHead
        over={
          <>
            <Link to={paths.champions()}>Champions</Link>, {name}
          </>
        }
        title={titleOf(champion)}
        meta={
          <>
            <Link to={paths.person(id)}>{name} as a learner</Link>
            {cohorts.map((cohort) => (
              <Link key={cohort.id} to={paths.cohort(cohort.id)}>
                {cohort.name}
              </Link>
            ))}
          </>
        }
      />
      <StepList steps={steps} linked={false} />
      {isSelf ? (
        <p className="small muted">Somebody else signs you off.</p>
      ) : (
        <SignOffForm key={signOffs.length} champion={champion} lastResult={actionData} />
      )}
      {signOffs.length > 0 && (
        <section className="section" aria-labelledby="history">
          <SectionHead id="history" title="What was decided" />
          <ul className="lines">
            {signOffs.map(({ at, by, given, words }) => (
              <li key={at.toISOString()}>
                {given ? 'Signed off' : 'Taken back'} by {by}
                {words && `: “${words}”`}
                <span className="sub">{momentText(at, zone, now)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Main>
  )
}

function titleOf({ name, steps, signedOff }: Champion): string {
  if (signedOff) return `${name} is signed off`
  const done = steps.filter((step) => step.done).length
  return done === steps.length ? `${name} is ready to be signed off` : `${name}: ${done} of 5 steps done`
}

type SignOffFormProps = { champion: Champion; lastResult: Route.ComponentProps['actionData'] }

function SignOffForm({ champion: { steps, signedOff }, lastResult }: SignOffFormProps) {
  const [form, fields] = useForm<SignOffInput>({ lastResult })
  const busy = useNavigation().state === 'submitting'
  const isReady = signedOff !== null || steps.every(({ done }) => done)
  return (
    <section className="section" aria-labelledby="sign-off">
      <SectionHead id="sign-off" title={signedOff ? 'Take it back' : 'Sign off'} />
      <Form method="post" {...getFormProps(form)} className="stack-form">
        <TextArea
          field={fields.words}
          label="A word about it"
          hint="Optional. It stays with the record, with your name and the day."
          rows={3}
          maxLength={500}
        />
        <FormError errors={form.errors} />
        <p className="btn-row">
          <Button
            type="submit"
            name="act"
            value={signedOff ? 'take back' : 'sign off'}
            kind={signedOff ? 'outlined' : 'primary'}
            busy={busy}
            busyWords="Saving"
            unavailable={isReady ? null : 'Every step must be done first.'}
          >
            {signedOff ? 'Take the sign-off back' : 'Sign off'}
          </Button>
        </p>
      </Form>
    </section>
  )
}
