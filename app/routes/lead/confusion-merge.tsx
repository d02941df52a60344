import { useForm } from '@conform-to/react'
import { Link } from 'react-router'
import { leftOutWords } from '#app/components/confusion/left-out-words.ts'
import { TriageForm } from '#app/components/confusion/triage-form.tsx'
import { useTrouble } from '#app/components/confusion/use-trouble.ts'
import { counted, sentence } from '#app/components/format.ts'
import { CheckboxGroup } from '#app/components/ui/choice.tsx'
import { headline } from '#app/domain/confusion/headline.ts'
import { stateWords } from '#app/domain/confusion/kinds.ts'
import { knownId } from '#app/domain/confusion/known-id.ts'
import { mergeTroubles } from '#app/domain/confusion/merging.server.ts'
import type { Similar } from '#app/domain/confusion/merging.ts'
import { similarTroubles } from '#app/domain/confusion/similar.server.ts'
import { MergeInput } from '#app/domain/confusion/triage-input.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/confusion-merge.ts'
import { backToTrouble } from './confusion-return.server.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Join questions · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  return { similar: await answer(() => similarTroubles(requireViewer(context), params.id)) }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, MergeInput, async (input) => {
    const { into, joined, leftOut } = await mergeTroubles(viewer, knownId(params.id), input, new Date())
    const done =
      joined === 0 ? 'Somebody joined them meanwhile.' : `${counted(joined, 'question is', 'questions are')} joined.`
    return backToTrouble(request, into, `${done}${leftOutWords(leftOut)}`)
  })
}

export default function MergeForm({ loaderData, actionData }: Route.ComponentProps) {
  const { back } = useTrouble()
  const [form, fields] = useForm<MergeInput>({ lastResult: actionData })
  const { similar } = loaderData
  if (similar.length === 0) {
    return (
      <section className="triage-form" aria-labelledby="nothing-similar">
        <h3 id="nothing-similar">Nothing else sounds like this</h3>
        <p className="small">
          No open question of this module uses words like these. Others can be ticked on the board and joined there.
        </p>
        <p className="btn-row">
          <Link to={back} preventScrollReset>
            Back to the question
          </Link>
        </p>
      </section>
    )
  }
  return (
    <TriageForm
      form={form}
      title="Join what is about the same"
      verb="Join with this one"
      busyWords="Joining"
      note="Their people hear what is said here. Each can be taken out again."
    >
      <CheckboxGroup field={fields.others} label="Questions in similar words" options={similar.map(optionOf)} />
    </TriageForm>
  )
}

const optionOf = (one: Similar) => ({
  value: one.id,
  label: headline(one.question),
  note: [
    one.sameBlock ? 'same block' : one.block,
    stateWords[one.state].toLowerCase(),
    counted(one.people, 'person', 'people'),
  ]
    .map((words, place) => (place === 0 ? sentence(words) : words))
    .join(', '),
})
