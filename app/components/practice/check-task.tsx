import { useState } from 'react'
import type { CheckState } from '#app/domain/progress/standing.ts'
import type { CheckDefinition } from '#app/lessons/definitions.ts'
import { useDraft } from '#app/outbox/draft.ts'
import type { OutboxState } from '#app/outbox/outbox.ts'
import { useOutboxState, useRecord } from '#app/outbox/outbox-context.tsx'
import { percent } from '../format.ts'
import { CheckForm, type QuestionResult } from '../lesson/check-form.tsx'
import type { TaskPlace } from './use-attempt.ts'
import { useUncounted } from './use-uncounted.ts'

type Answers = Record<string, string[]>

type CheckTaskProps = {
  place: TaskPlace
  title: string
  check: CheckDefinition
  state: CheckState | undefined
}

/**
 * A check on the page: choices are kept as they are made, an answer is kept and graded on arrival. The choices stay
 * until the person answers again, so that an answer that is refused can be sent once more.
 */
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
  const [uncounted, clearUncounted] = useUncounted(place)
  const waiting = sentAfter !== null && tries <= sentAfter && uncounted === null
  const results = state && !again && !waiting && uncounted === null ? resultsOf(state) : null
  const missing = check.questions.filter(({ id }) => !answers[id]?.length).length
  const answer = () => {
    setSentAfter(tries)
    setAgain(false)
    clearUncounted()
    void record({ release: place.releaseId, block: place.blockId, type: 'check-answered', data: { answers } })
  }
  return (
    <CheckForm
      id={place.blockId}
      title={title}
      check={check}
      chosen={results && state ? chosenIn(state) : answers}
      onChoose={(question, choices) => choose({ ...answers, [question]: choices })}
      results={results}
      verdict={
        uncounted === null ? verdictOf(state, waiting, outbox.state) : `Your answer does not count. ${uncounted}`
      }
      busy={waiting && WAITING_WORDS[outbox.state] === undefined}
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

/** Why an answer is not graded yet, where it is not just on its way. */
const WAITING_WORDS: Partial<Record<OutboxState['state'], string>> = {
  offline: 'Your answer is kept here and graded when you are back.',
  trouble: 'The server has a problem. Your answer is kept here and sent again by itself.',
  'signed-out': 'You are signed out. Your answer is kept here and graded when you have signed in again.',
}

function verdictOf(state: CheckState | undefined, waiting: boolean, outbox: OutboxState['state']): string {
  if (waiting) return WAITING_WORDS[outbox] ?? ''
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
