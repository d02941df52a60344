import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link, type ShouldRevalidateFunctionArgs } from 'react-router'
import { momentText } from '#app/components/dates.ts'
import { Main } from '#app/components/frame/main.tsx'
import { FormEnd } from '#app/components/milestones/form-end.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { TextArea } from '#app/components/ui/field.tsx'
import { PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { headline } from '#app/domain/confusion/headline.ts'
import type { EditedAnswer } from '#app/domain/confusion/lasting/lasting.ts'
import { LibraryAnswerInput } from '#app/domain/confusion/lasting/lasting-input.ts'
import { answerForEditing, changeAnswer } from '#app/domain/confusion/lasting/library-answers.server.ts'
import { WORDS_LIMIT } from '#app/domain/confusion/limits.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { lastingPaths } from '#app/http/lasting-paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/library-answer.ts'
import '#app/components/milestones/milestones.css'
import '#app/components/confusion/said-words.css'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData ? headline(loaderData.kept.question) : 'Answer'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const kept = await answer(() => answerForEditing(viewer, params.id))
  return { kept, now: new Date(), zone: viewer.migration?.timeZone ?? 'UTC' }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, LibraryAnswerInput, async (input) => {
    await changeAnswer(viewer, params.id, input, new Date())
    return redirectWithToast(`${lastingPaths.libraryAnswers()}#${params.id}`, 'Saved. Everyone reads it like this now.')
  })
}

/** A refused form shows what somebody else wrote meanwhile, and names it when it is saved again. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return defaultShouldRevalidate || actionStatus !== undefined
}

export default function LibraryAnswerPage({ loaderData, actionData }: Route.ComponentProps) {
  const { kept, now, zone } = loaderData
  const [form, fields] = useForm<LibraryAnswerInput>({
    lastResult: actionData,
    defaultValue: { question: kept.question, words: kept.words },
  })
  return (
    <Main>
      <PageHead
        over={<Link to={lastingPaths.libraryAnswers()}>Answered questions</Link>}
        title={headline(kept.question)}
        meta={
          <>
            <span>{kept.where}</span>
            <span>
              Edited {momentText(kept.editedAt, zone, now)} by {kept.editedBy}
            </span>
          </>
        }
      />
      <Form method="post" {...getFormProps(form)} className="stack-form">
        <input type="hidden" name="number" value={kept.number} />
        <TextArea field={fields.question} label="The question" rows={3} maxLength={WORDS_LIMIT} />
        <TextArea field={fields.words} label="The answer" rows={8} maxLength={WORDS_LIMIT} />
        <FormEnd errors={form.errors} verb="Save" back={lastingPaths.libraryAnswers()} />
      </Form>
      {actionData?.status === 'error' && <AsItIs kept={kept} />}
      <Retirement kept={kept} />
    </Main>
  )
}

function AsItIs({ kept }: { kept: EditedAnswer }) {
  return (
    <section className="section" aria-labelledby="now">
      <SectionHead id="now" title="What it says now" />
      <p className="strong said-words">{kept.question}</p>
      <p className="said-words">{kept.words}</p>
    </section>
  )
}

function Retirement({ kept: { id, retired } }: { kept: EditedAnswer }) {
  return (
    <section className="section" aria-labelledby="retirement">
      <SectionHead id="retirement" title={retired ? 'It is retired' : 'Retire it'} />
      <p className="small">
        {retired
          ? 'Nobody finds it in the library or reads it at the block.'
          : 'Nobody finds it then, and it leaves the block. It can be brought back at any time.'}
      </p>
      <Form method="post" action={lastingPaths.libraryAnswerRetirement(id)} className="btn-row">
        <Button type="submit" name="retired" value={retired ? 'no' : 'yes'}>
          {retired ? 'Bring it back' : 'Retire the answer'}
        </Button>
      </Form>
    </section>
  )
}
