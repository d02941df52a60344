import type { FormEvent, ReactNode } from 'react'
import type { ToldQuestion } from '#app/domain/practice/grading.ts'
import type { Answers, CheckQuestion, ChoiceQuestion, Given } from '#app/lessons/questions.ts'
import { SameForAll } from '../same-for-all.tsx'
import { Button } from '../ui/button.tsx'
import { AnswerSays } from './answer-says.tsx'
import { LateQuestion } from './late-question.tsx'
import { Prose } from './lesson-blocks.tsx'

type CheckFormProps = {
  /** the check's block id; it makes names and ids unique on the page */
  id: string
  title: string
  html: string
  /** what is asked at this try, in its order */
  questions: readonly CheckQuestion[]
  /** the share that is needed, and how many questions come at a time: "80% is needed." */
  terms?: string | null
  answers: Answers
  onGive: (question: string, given: Given) => void
  /** after an answer: by question id; null while answering */
  results: Readonly<Record<string, ToldQuestion>> | null
  /** "3 of 4 right, 75%", "Kept here, sent when you are back" */
  verdict?: ReactNode
  busy?: boolean
  /** the answer is on its way or kept: it is not changed any more */
  locked?: boolean
  /** why it cannot be answered now */
  unavailable?: string | null
  onAnswer: () => void
  /** offered after an answer */
  onAgain?: () => void
}

/** The questions of a check, and after the answer what was right and why. */
export function CheckForm(props: CheckFormProps) {
  const { id, title, html, questions, terms, answers, results, verdict, busy, locked, unavailable } = props
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!unavailable && !locked) props.onAnswer()
  }
  return (
    <form className="check" aria-labelledby={`${id}-title`} onSubmit={submit}>
      <div className="nested-head">
        <h3 id={`${id}-title`} tabIndex={-1}>
          {title}
        </h3>
        {terms && <span className="small muted">{terms}</span>}
      </div>
      {html && <Prose html={html} small />}
      {questions.map((question, place) => (
        <Question
          key={question.id}
          question={question}
          position={`${place + 1} of ${questions.length}`}
          name={`${id}-${question.id}`}
          given={answers[question.id] ?? NOTHING}
          onGive={(given) => props.onGive(question.id, given)}
          told={results?.[question.id] ?? null}
          locked={locked === true || results !== null}
        />
      ))}
      <div className="btn-row check-end">
        {results ? (
          <Again onAgain={props.onAgain} />
        ) : (
          !locked && (
            <Button type="submit" busy={busy ?? false} busyWords="Sending" unavailable={unavailable}>
              Answer
            </Button>
          )
        )}
        <span className="small muted" role="status">
          {verdict}
        </span>
      </div>
    </form>
  )
}

const NOTHING: Given = []

/** It stands where the button was that answered, so the browser may still take this press for sending the form. */
function Again({ onAgain }: { onAgain: (() => void) | undefined }) {
  if (!onAgain) return null
  return (
    <Button
      onClick={(event) => {
        event.preventDefault()
        onAgain()
      }}
    >
      Answer again
    </Button>
  )
}

/** What every kind of question gets. `told` is there after an answer; `locked` from then on. */
export type QuestionProps<Of extends CheckQuestion = CheckQuestion> = {
  question: Of
  /** makes names and ids unique on the page */
  name: string
  given: Given
  onGive: (given: Given) => void
  told: ToldQuestion | null
  locked: boolean
}

function Question({ position, ...props }: QuestionProps & { position: string }) {
  const { question, name, given, told, locked } = props
  const isUntouched = given.length === 0 && told === null && !locked
  return (
    <SameForAll by={isUntouched ? `question ${JSON.stringify([name, position, question])}` : null}>
      <fieldset>
        <legend id={`${name}-asked`}>
          <span className="check-number">{position}</span>
          <Prose html={question.html} small />
        </legend>
        {question.kind === undefined ? (
          <Choices {...props} question={question} />
        ) : (
          <LateQuestion {...props} question={question} />
        )}
      </fieldset>
    </SameForAll>
  )
}

function Choices({ question, name, given, onGive, told, locked }: QuestionProps<ChoiceQuestion>) {
  const choose = (choice: string, on: boolean) => {
    if (!question.multiple) return onGive([choice])
    onGive(on ? [...given, choice] : given.filter((other) => other !== choice))
  }
  return (
    <>
      {question.multiple && <p className="hint">Choose all that are right.</p>}
      {question.choices.map((choice) => (
        <div key={choice.id}>
          <label className="choice">
            <input
              type={question.multiple ? 'checkbox' : 'radio'}
              name={name}
              value={choice.id}
              checked={given.includes(choice.id)}
              disabled={locked}
              onChange={(event) => choose(choice.id, event.currentTarget.checked)}
            />
            <Prose html={choice.html} small />
          </label>
          <AnswerSays told={told?.says.find(({ of }) => of === choice.id)} />
        </div>
      ))}
      {told && question.multiple && !told.right && told.says.every(({ right }) => right) && (
        <p className="hint">Something right is still missing.</p>
      )}
    </>
  )
}
