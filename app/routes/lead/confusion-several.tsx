import { getFormProps, useForm } from '@conform-to/react'
import { useState, useSyncExternalStore } from 'react'
import { Form, Link, useNavigation } from 'react-router'
import { leftOutWords } from '#app/components/confusion/left-out-words.ts'
import { counted } from '#app/components/format.ts'
import { Button } from '#app/components/ui/button.tsx'
import { ChoiceField, Radio } from '#app/components/ui/choice.tsx'
import { FieldError, FormError, SelectField, TextArea } from '#app/components/ui/field.tsx'
import { Icon } from '#app/components/ui/icon.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { boardRows } from '#app/domain/confusion/board.server.ts'
import { boardFilterOf, boardQueryOf } from '#app/domain/confusion/board.ts'
import { headline } from '#app/domain/confusion/headline.ts'
import { SEVERITIES, severityWords } from '#app/domain/confusion/kinds.ts'
import { WORDS_LIMIT } from '#app/domain/confusion/limits.ts'
import { possibleOwners } from '#app/domain/confusion/owner.server.ts'
import { actOnSeveral } from '#app/domain/confusion/several.server.ts'
import { SEVERAL_ACTS, SEVERAL_LIMIT, type SeveralAct, severalWords } from '#app/domain/confusion/several.ts'
import { SeveralInput } from '#app/domain/confusion/several-input.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/confusion-several.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Several questions · Gangway' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const asked = new URL(request.url).searchParams
  const asOf = new Date().toISOString()
  const [owners, rows] = await answer(() =>
    Promise.all([possibleOwners(viewer), boardRows(viewer, asked.getAll('id').slice(0, SEVERAL_LIMIT))]),
  )
  const chosen = rows.map(({ id, question, module }) => ({ id, question: headline(question), module: module.title }))
  return { owners, chosen, asOf, self: viewer.personId, query: boardQueryOf(boardFilterOf(asked)) }
}

export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const query = boardQueryOf(boardFilterOf(new URL(request.url).searchParams))
  return submitForm(request, SeveralInput, async (input) => {
    const { count, leftOut } = await actOnSeveral(viewer, input, new Date())
    const words = `Done for ${counted(count, 'question', 'questions')}.${leftOutWords(leftOut)}`
    return redirectWithToast(paths.confusion() + query, words, leftOut.length > 0 ? 'plain' : 'good')
  })
}

export default function SeveralPage({ loaderData, actionData }: Route.ComponentProps) {
  const { chosen, query } = loaderData
  return (
    <article className="detail" aria-labelledby="several">
      <p className="detail-back">
        <Link to={paths.confusion() + query}>
          <Icon name="back" small />
          All questions
        </Link>
      </p>
      <header className="detail-head">
        <h2 id="several">
          {chosen.length === 0 ? 'Several questions at once' : counted(chosen.length, 'question', 'questions')}
        </h2>
      </header>
      {chosen.length === 0 ? (
        <Problem
          kind="empty"
          title="Nothing is ticked"
          level={3}
          action={<Link to={paths.confusion() + query}>Back to the board</Link>}
        >
          Tick questions on the board, then choose here what to do about all of them.
        </Problem>
      ) : (
        <>
          <ul className="lines several-list">
            {chosen.map(({ id, question, module }) => (
              <li key={id}>
                {question} <span className="muted">{module}</span>
              </li>
            ))}
          </ul>
          <SeveralForm {...loaderData} actionData={actionData} />
        </>
      )}
    </article>
  )
}

type FormProps = Route.ComponentProps['loaderData'] & { actionData: Route.ComponentProps['actionData'] }

/** As the fields have it, before it is read. */
type Fields = { act: string; assigneeId: string; severity: string; words: string; into: string }

function SeveralForm({ owners, chosen, asOf, self, query, actionData }: FormProps) {
  const [form, fields] = useForm<Fields>({ lastResult: actionData })
  const [act, setAct] = useState(fields.act.value ?? null)
  const [since] = useState(asOf)
  const busy = useNavigation().state === 'submitting'
  // Without scripts every field is there, and the server takes those of what was chosen.
  const scripted = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  )
  const asks = (...acts: SeveralAct[]) => !scripted || acts.some((one) => one === act)
  return (
    <Form method="post" {...getFormProps(form)} className="triage-form" preventScrollReset>
      {chosen.map(({ id }) => (
        <input key={id} type="hidden" name="id" value={id} />
      ))}
      <input type="hidden" name="asOf" value={since} />
      <fieldset aria-describedby={fields.act.errors ? fields.act.errorId : undefined}>
        <legend className="label">What to do</legend>
        <div className="choices-lined">
          {SEVERAL_ACTS.map((one) => (
            <Radio
              key={one}
              name={fields.act.name}
              value={one}
              defaultChecked={fields.act.value === one}
              onChange={() => setAct(one)}
            >
              {severalWords[one]}
            </Radio>
          ))}
        </div>
        <FieldError id={fields.act.errorId} error={fields.act.errors?.[0]} />
      </fieldset>
      {asks('assign') && (
        <SelectField
          field={fields.assigneeId}
          label="Who answers them"
          empty="Nobody yet"
          options={owners.map(({ id, name }) => ({ value: id, label: id === self ? `${name} (you)` : name }))}
        />
      )}
      {asks('severity') && (
        <ChoiceField
          field={fields.severity}
          label="How bad they are"
          options={SEVERITIES.toReversed().map((severity) => ({ value: severity, label: severityWords[severity] }))}
        />
      )}
      {asks('merge') && (
        <SelectField
          field={fields.into}
          label="The question that goes on"
          hint="The others are joined with it. Each can be taken out again."
          empty="Choose a question"
          options={chosen.map(({ id, question, module }) => ({ value: id, label: `${question} (${module})` }))}
        />
      )}
      {asks('explanation', 'will not change') && (
        <TextArea
          field={fields.words}
          label="In your words"
          hint="Everyone in them reads exactly this, and is asked whether it helps."
          rows={4}
          maxLength={WORDS_LIMIT}
        />
      )}
      <FormError errors={form.errors} />
      <p className="btn-row">
        <Button type="submit" kind="primary" busy={busy} busyWords="Saving">
          Do it for all
        </Button>
        <Link to={paths.confusion() + query} preventScrollReset>
          Cancel
        </Link>
      </p>
    </Form>
  )
}
