import { useState } from 'react'
import type { CheckState } from '#app/domain/progress/standing.ts'
import type { CheckDefinition } from '#app/lessons/definitions.ts'
import { useDraft } from '#app/outbox/draft.ts'
import { useOutboxState, useRecord } from '#app/outbox/outbox-context.tsx'
import { percent } from '../format.ts'
import { CheckForm, type QuestionResult } from '../lesson/check-form.tsx'
import type { TaskPlace } from './use-attempt.ts'

type Answers = Record<string, string[]>

type CheckTaskProps = {
  place: TaskPlace
  title: string
  check: CheckDefinition
  state: CheckState | undefined
}

/** A check on the page: choices are kept as they are made, an answer is kept and graded on arrival. */
export function CheckTask({ place, title, check, state }: CheckTaskProps) {
  const record = useRecord()
  const outbox = useOutboxState()
  const [answers, choose, forget] = useDraft<Answers>(
    `gangway:check:${place.personId}:${place.releaseId}:${place.blockId}`,
    {},
  )
  const [again, setAgain] = useState(false)
  /** how many tries the server knew when the answer was sent; null: none is on its way */
  const [sentAfter, setSentAfter] = useState<number | null>(null)
  const tries = state?.tries ?? 0
  const waiting = sentAfter !== null && tries <= sentAfter
  const results = state && !again && !waiting ? resultsOf(state) : null
  const missing = check.questions.filter(({ id }) => !answers[id]?.length).length
  const answer = () => {
    setSentAfter(tries)
    setAgain(false)
    void record({ release: place.releaseId, block: place.blockId, type: 'check-answered', data: { answers } }).then(
      forget,
    )
  }
  return (
    <CheckForm
      id={place.blockId}
      title={title}
      check={check}
      chosen={results && state ? chosenIn(state) : answers}
      onChoose={(question, choices) => choose({ ...answers, [question]: choices })}
      results={results}
      verdict={verdictOf(state, waiting, outbox.state === 'offline')}
      busy={waiting && outbox.state !== 'offline'}
      unavailable={unavailable(missing, waiting)}
      onAnswer={answer}
      onAgain={() => {
        forget()
        setSentAfter(null)
        setAgain(true)
      }}
    />
  )
}

function unavailable(missing: number, waiting: boolean): string | null {
  if (waiting || missing === 0) return null
  return missing === 1 ? 'One question is still open.' : `${missing} questions are still open.`
}

function verdictOf(state: CheckState | undefined, waiting: boolean, offline: boolean): string {
  if (waiting) return offline ? 'Your answer is kept here and graded when you are back.' : ''
  if (!state) return 'You can answer as often as you like; the best one counts.'
  const { last, best } = state
  const now = `${last.right} of ${last.total} right, ${percent(last.right, last.total)}.`
  return best.right > last.right ? `${now} Your best: ${percent(best.right, best.total)}.` : now
}

const chosenIn = ({ last }: CheckState): Answers =>
  Object.fromEntries(Object.entries(last.questions).map(([id, { chosen }]) => [id, chosen]))

function resultsOf({ last }: CheckState): Record<string, QuestionResult> {
  return Object.fromEntries(
    Object.entries(last.questions).map(([id, { right, says }]) => [
      id,
      {
        right,
        choices: Object.fromEntries(
          says.map(({ choice, right: isRight, says: words }) => [choice, { right: isRight, says: words }]),
        ),
      },
    ]),
  )
}
