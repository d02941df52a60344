import type { FormEvent, ReactNode } from 'react'
import type { CheckDefinition, CheckQuestion, ChoiceKey } from '#app/lessons/definitions.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Prose } from './lesson-blocks.tsx'

/** What the server said about one question: whether it was right, and what to know about the choices shown. */
export type QuestionResult = { right: boolean; choices: Readonly<Record<string, ChoiceKey>> }

type CheckFormProps = {
  /** the check's block id; it makes names and ids unique on the page */
  id: string
  title: string
  check: CheckDefinition
  /** chosen choice ids by question id */
  chosen: Readonly<Record<string, readonly string[]>>
  onChoose: (question: string, choices: string[]) => void
  /** after an answer: by question id; null while answering */
  results: Readonly<Record<string, QuestionResult>> | null
  /** "3 of 4 right, 75%", "Kept here, sent when you are back" */
  verdict?: ReactNode
  busy?: boolean
  /** why it cannot be answered now */
  unavailable?: string | null
  onAnswer: () => void
  /** offered after an answer */
  onAgain?: () => void
}

/** The questions of a check, and after the answer what was right and why. */
export function CheckForm(props: CheckFormProps) {
  const { id, title, check, results, verdict, busy, unavailable, onAnswer, onAgain } = props
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!unavailable) onAnswer()
  }
  return (
    <form className="check" aria-labelledby={`${id}-title`} onSubmit={submit}>
      <div className="nested-head">
        <h3 id={`${id}-title`}>{title}</h3>
      </div>
      {check.html && <Prose html={check.html} small />}
      {check.questions.map((question, place) => (
        <Question
          key={question.id}
          question={question}
          position={`${place + 1} of ${check.questions.length}`}
          name={`${id}-${question.id}`}
          chosen={props.chosen[question.id] ?? []}
          onChoose={(choices) => props.onChoose(question.id, choices)}
          result={results?.[question.id] ?? null}
        />
      ))}
      <div className="btn-row check-end">
        {results ? (
          onAgain && <Button onClick={onAgain}>Answer again</Button>
        ) : (
          <Button type="submit" busy={busy ?? false} busyWords="Sending" unavailable={unavailable}>
            Answer
          </Button>
        )}
        <span className="small muted" role="status">
          {verdict}
        </span>
      </div>
    </form>
  )
}

type QuestionProps = {
  question: CheckQuestion
  position: string
  name: string
  chosen: readonly string[]
  onChoose: (choices: string[]) => void
  result: QuestionResult | null
}

function Question({ question, position, name, chosen, onChoose, result }: QuestionProps) {
  const choose = (choice: string, on: boolean) => {
    if (!question.multiple) return onChoose([choice])
    onChoose(on ? [...chosen, choice] : chosen.filter((other) => other !== choice))
  }
  return (
    <fieldset>
      <legend>
        <span className="check-number">{position}</span>
        <Prose html={question.html} small />
      </legend>
      {question.multiple && <p className="hint">Choose all that are right.</p>}
      {question.choices.map((choice) => (
        <div key={choice.id}>
          <label className="choice">
            <input
              type={question.multiple ? 'checkbox' : 'radio'}
              name={name}
              value={choice.id}
              checked={chosen.includes(choice.id)}
              disabled={result !== null}
              onChange={(event) => choose(choice.id, event.currentTarget.checked)}
            />
            <Prose html={choice.html} small />
          </label>
          <ChoiceSays told={result?.choices[choice.id]} chosen={chosen.includes(choice.id)} />
        </div>
      ))}
    </fieldset>
  )
}

/** What is told about a choice: about each chosen one, and about the right ones that were missed. */
function ChoiceSays({ told, chosen }: { told: ChoiceKey | undefined; chosen: boolean }) {
  if (!told || (!chosen && !told.right)) return null
  const right = told.right && chosen
  return (
    <p className={`check-says ${right ? 'is-good' : told.right ? 'is-warn' : 'is-bad'}`}>
      <Icon name={right ? 'met' : told.right ? 'waived' : 'unmet'} small />
      <span>
        {verdictOn(right, told)} {told.says}
      </span>
    </p>
  )
}

/** What is told first; an author who begins with "Right" has said it already. */
function verdictOn(right: boolean, told: ChoiceKey): string | null {
  if (right) return told.says?.startsWith('Right') ? null : 'Right.'
  return told.right ? 'This was right, too.' : 'Not right.'
}
