import { useForm } from '@conform-to/react'
import { useId, useState, useSyncExternalStore } from 'react'
import { Link, useFetcher } from 'react-router'
import { RepeatedQuestion } from '#app/components/confusion/repeated-question.tsx'
import { TriageForm } from '#app/components/confusion/triage-form.tsx'
import { useTrouble } from '#app/components/confusion/use-trouble.ts'
import { counted } from '#app/components/format.ts'
import { REFRESH_WORDS } from '#app/components/publication/refresh-choice.tsx'
import { Radio } from '#app/components/ui/choice.tsx'
import { FieldError, SelectField, TextArea, TextField } from '#app/components/ui/field.tsx'
import { RESOLUTION_KINDS, type ResolutionKind, resolutionWords } from '#app/domain/confusion/kinds.ts'
import { knownId } from '#app/domain/confusion/known-id.ts'
import { WORDS_LIMIT } from '#app/domain/confusion/limits.ts'
import { resolveTrouble } from '#app/domain/confusion/resolution.server.ts'
import { resolutionChoices } from '#app/domain/confusion/resolution-choices.server.ts'
import { ResolutionInput } from '#app/domain/confusion/triage-input.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { triagePaths } from '#app/http/triage-paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/confusion-resolution.ts'
import { backToTrouble } from './confusion-return.server.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Resolve · Gangway' }]

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const looked = new URL(request.url).searchParams.get('looked') ?? ''
  return answer(() => resolutionChoices(requireViewer(context), params.id, looked))
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, ResolutionInput, async (input) => {
    const { told } = await resolveTrouble(viewer, knownId(params.id), input, new Date())
    return backToTrouble(request, params.id, `Resolved. ${counted(told, 'person is', 'people are')} told.`)
  })
}

export default function ResolutionForm({ loaderData, actionData }: Route.ComponentProps) {
  const { trouble } = useTrouble()
  const found = useFetcher<typeof loader>()
  const choices = found.data ?? loaderData
  const finder = useId()
  const [form, fields] = useForm<ResolutionInput>({ lastResult: actionData })
  const [kind, setKind] = useState(fields.kind.value ?? null)
  // Without scripts every field is there, and the server takes those of the kind that was chosen.
  const scripted = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  )
  const asks = (one: ResolutionKind) => !scripted || kind === one
  return (
    <>
      <found.Form method="get" id={finder} action={triagePaths.form(trouble.id, 'resolution')} />
      <TriageForm
        form={form}
        title="What became of it?"
        verb="Resolve"
        busyWords="Saving"
        note={`${counted(trouble.voices.people, 'person is', 'people are')} told, and asked whether it helps.`}
      >
        <fieldset aria-describedby={fields.kind.errors ? fields.kind.errorId : undefined}>
          <legend className="sr">What became of it?</legend>
          <div className="choices-lined">
            {RESOLUTION_KINDS.map((one) => (
              <Radio
                key={one}
                name={fields.kind.name}
                value={one}
                defaultChecked={fields.kind.value === one}
                onChange={() => setKind(one)}
              >
                {resolutionWords[one]}
              </Radio>
            ))}
          </div>
          <FieldError id={fields.kind.errorId} error={fields.kind.errors?.[0]} />
        </fieldset>
        {asks('release') && (
          <>
            <SelectField
              field={fields.releaseId}
              label="The release that fixes it"
              hint="In brackets: what people who completed an older one do again. That was decided when it was published, and stays."
              empty="Choose a release"
              options={choices.releases.map(({ id, label, refresh }) => ({
                value: id,
                label: `${label} (${refresh ? REFRESH_WORDS[refresh].toLowerCase() : 'the first one'})`,
              }))}
            />
            <p className="small">
              To ask for more, publish a further release:{' '}
              <Link to={paths.moduleReleases(trouble.module.slug)}>releases</Link>
            </p>
          </>
        )}
        {asks('product') && (
          <>
            <TextField field={fields.url} type="url" label="Where the change is described" />
            <TextField field={fields.changedOn} type="date" label="Day of the change" />
          </>
        )}
        {asks('duplicate') && <RepeatedQuestion field={fields.duplicateOf} choices={choices} finder={finder} />}
        <TextArea field={fields.words} label="In your words" hint={wordsHint(kind)} rows={4} maxLength={WORDS_LIMIT} />
      </TriageForm>
    </>
  )
}

const neverChanges = () => () => {}

function wordsHint(kind: string | null): string {
  if (kind === 'will not change') return 'Why it stays as it is. They read exactly this.'
  if (kind === 'duplicate') return 'They read exactly this.'
  return 'What was done, or how it is meant. They read exactly this.'
}
