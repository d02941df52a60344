import { useForm } from '@conform-to/react'
import { TriageForm } from '#app/components/confusion/triage-form.tsx'
import { counted, listed } from '#app/components/format.ts'
import { SelectField, TextArea } from '#app/components/ui/field.tsx'
import { knownId } from '#app/domain/confusion/known-id.ts'
import { noticeAudiences, tellAudience } from '#app/domain/confusion/lasting/audience-notice.server.ts'
import { AudienceNoticeInput } from '#app/domain/confusion/lasting/lasting-input.ts'
import { neededSource } from '#app/domain/confusion/lasting/source.server.ts'
import { WORDS_LIMIT } from '#app/domain/confusion/limits.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/confusion-notice.ts'
import { backToTrouble } from './confusion-return.server.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Tell an audience · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  return answer(async () => {
    const source = await neededSource(viewer, params.id)
    return { words: source.words, audiences: await noticeAudiences(viewer, source.id, new Date()) }
  })
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, AudienceNoticeInput, async (input) => {
    const { people, audience } = await tellAudience(viewer, knownId(params.id), input, new Date())
    return backToTrouble(request, params.id, `${audience} are told: ${counted(people, 'person', 'people')}.`)
  })
}

export default function NoticeForm({ loaderData: { words, audiences }, actionData }: Route.ComponentProps) {
  const [form, fields] = useForm<AudienceNoticeInput>({ lastResult: actionData, defaultValue: { words } })
  const told = audiences.filter(({ isTold }) => isTold).map(({ name }) => name)
  return (
    <TriageForm
      form={form}
      title="Tell an audience"
      verb="Tell them"
      busyWords="Sending"
      note="By a notice, and by mail as each has chosen. Nobody is told twice."
    >
      <SelectField
        field={fields.audienceId}
        label="Who is told"
        hint={told.length > 0 ? `Told already: ${listed(told)}.` : undefined}
        empty="Choose an audience"
        options={audiences
          .filter(({ isTold }) => !isTold)
          .map(({ id, name, people }) => ({ value: id, label: `${name}: ${counted(people, 'person', 'people')}` }))}
      />
      <TextArea field={fields.words} label="In your words" rows={5} maxLength={WORDS_LIMIT} />
    </TriageForm>
  )
}
