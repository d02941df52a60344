import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link } from 'react-router'
import { counted } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { FormEnd } from '#app/components/milestones/form-end.tsx'
import { TextArea } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { fixedByRelease } from '#app/domain/confusion/lasting/lasting.server.ts'
import {
  type WithdrawalEffect,
  WithdrawalInput,
  withdrawalEffect,
  withdrawRelease,
} from '#app/domain/modules/publication/withdrawal.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/release-withdrawal.ts'
import '#app/components/milestones/milestones.css'

export const meta: Route.MetaFunction = () => [{ title: 'Withdraw a release · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const [effect, fixes] = await answer(() =>
    Promise.all([
      withdrawalEffect(viewer, params.slug, params.label, new Date()),
      fixedByRelease(viewer, params.slug, params.label),
    ]),
  )
  return { ...effect, fixes }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, WithdrawalInput, async (input) => {
    await withdrawRelease(viewer, params.slug, params.label, input, new Date())
    return redirectWithToast(paths.moduleReleases(params.slug), `Release ${params.label} is withdrawn.`)
  })
}

export default function WithdrawalPage({ loaderData: effect, actionData }: Route.ComponentProps) {
  const [form, fields] = useForm<WithdrawalInput>({ lastResult: actionData })
  return (
    <Main>
      <PageHead
        over={<Link to={paths.moduleReleases(effect.slug)}>Releases of {effect.title}</Link>}
        title={`Withdraw release ${effect.label}?`}
      />
      <ul className="lines effect">
        {effectLines(effect).map((line) => (
          <li key={line}>{line}</li>
        ))}
        {effect.fixes > 0 && (
          <li>
            It is named as the fix of{' '}
            <Link to={`${paths.confusion()}?view=closed&module=${effect.slug}`}>
              {counted(effect.fixes, 'question', 'questions')}
            </Link>
            : look at them afterwards, and open again what is unclear then.
          </li>
        )}
      </ul>
      <Form method="post" {...getFormProps(form)} className="stack-form after-table">
        <input type="hidden" name="next" value={effect.next ?? ''} />
        <TextArea
          field={fields.reason}
          label="Why it is withdrawn"
          hint={
            effect.begun > 0 && effect.isCurrent
              ? 'Whoever has begun reads this.'
              : 'Kept with the release, with your name.'
          }
          rows={3}
          maxLength={1000}
        />
        <FormEnd errors={form.errors} verb="Withdraw the release" back={paths.moduleReleases(effect.slug)} />
      </Form>
    </Main>
  )
}

/** What becomes of people and of what they did, a line each. */
function effectLines({ isCurrent, next, running, begun, asked, completions }: WithdrawalEffect): string[] {
  const people = (count: number) => counted(count, 'person', 'people')
  const kept =
    completions > 0
      ? `${counted(completions, 'completion', 'completions')} of it, and every attempt and report, stay.`
      : 'Every attempt in it and every report on it stays.'
  if (!isCurrent) return ['Nobody notices: people have a newer release already.', kept]
  return [
    next
      ? `Release ${next} is offered again from then on.`
      : 'No other release is left: the module leaves the library and every list.',
    next
      ? `${people(begun)} who have begun go on in release ${next}. What they did on blocks that are the same counts.`
      : `${people(asked)} who have not completed it are not asked for it any more. ${people(begun)} had begun.`,
    ...(running > 0 ? [`${people(running)} in the middle of a try finish it in this release.`] : []),
    kept,
    'It cannot be taken back. To offer the same again, publish it under a new label.',
  ]
}
