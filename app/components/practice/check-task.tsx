import { useState } from 'react'
import { drawnQuestions } from '#app/domain/practice/draw.ts'
import type { CheckState } from '#app/domain/progress/standing.ts'
import { type Answers, type CheckDefinition, type CheckQuestion, isAnswered } from '#app/lessons/questions.ts'
import type { OutboxState } from '#app/outbox/outbox.ts'
import { useOutboxState, useRecord } from '#app/outbox/outbox-context.tsx'
import { counted, percent } from '../format.ts'
import { CheckForm } from '../lesson/check-form.tsx'
import type { TaskPlace } from './use-attempt.ts'
import { useCheckTry } from './use-check-try.ts'
import { useFocusNext } from './use-focus-next.ts'
import { useUncounted } from './use-uncounted.ts'

type CheckTaskProps = {
  place: TaskPlace
  /** what its answers are kept under while they are made: the same in every release in which the check is */
  keptAs: string
  title: string
  check: CheckDefinition
  state: CheckState | undefined
  /** the share in per cent that completes it; null where nothing depends on it */
  mark: number | null
}

/**
 * A check on the page: answers are kept as they are given, a whole answer is kept and graded on arrival. It stays until
 * the person answers again, so that one that is refused can be sent once more.
 */
export function CheckTask({ place, keptAs, title, check, state, mark }: CheckTaskProps) {
  const record = useRecord()
  const outbox = useOutboxState()
  const focus = useFocusNext()
  const attempt = useCheckTry(place.personId, keptAs, state)
  const { current } = attempt
  const [uncounted, clearUncounted] = useUncounted(place)
  const questions = drawnQuestions(check, { person: place.personId, nth: current.nth })
  const answers = current.is === 'told' ? givenIn(state) : current.answers
  const missing = questions.filter((question) => !isAnswered(question, answers[question.id] ?? [])).length
  const [isKeeping, setKeeping] = useState(false)
  const isWaiting = isKeeping || (current.is === 'waiting' && uncounted === null)
  const answer = async () => {
    setKeeping(true)
    clearUncounted()
    const data = { nth: current.nth, answers: sentOf(answers, questions) }
    attempt.sent(await record({ release: place.releaseId, block: place.blockId, type: 'check-answered', data }))
    setKeeping(false)
  }
  return (
    <CheckForm
      id={place.blockId}
      title={title}
      html={check.html}
      questions={questions}
      terms={termsOf(check, mark)}
      answers={answers}
      onGive={attempt.give}
      results={current.is === 'told' ? (state?.last.questions ?? null) : null}
      verdict={
        uncounted === null
          ? verdictOf(isWaiting ? 'waiting' : current.is, state, mark, outbox.state)
          : `Your answer does not count. ${uncounted}`
      }
      busy={isWaiting && WAITING_WORDS[outbox.state] === undefined}
      locked={isWaiting && WAITING_WORDS[outbox.state] !== undefined}
      unavailable={isWaiting || missing === 0 ? null : openWords(missing)}
      onAnswer={() => void answer()}
      onAgain={() => {
        clearUncounted()
        attempt.again()
        focus(`${place.blockId}-title`)
      }}
    />
  )
}

const openWords = (missing: number): string =>
  missing === 1 ? 'One question is still open.' : `${missing} questions are still open.`

/** Without what was given to questions that are not asked at this try. */
function sentOf(answers: Answers, asked: readonly CheckQuestion[]): Record<string, string[]> {
  return Object.fromEntries(asked.map(({ id }) => [id, [...(answers[id] ?? [])]]))
}

const givenIn = (state: CheckState | undefined): Answers =>
  Object.fromEntries(Object.entries(state?.last.questions ?? {}).map(([id, { given }]) => [id, given]))

/** What is needed, and what comes at a time. */
function termsOf({ draw, questions }: CheckDefinition, mark: number | null): string | null {
  const isPool = draw !== undefined && draw < questions.length
  const pool = isPool ? `${counted(draw, 'question', 'questions')} of ${questions.length} at a time.` : null
  return [mark === null ? null : `${mark}% is needed.`, pool].filter(Boolean).join(' ') || null
}

/** Why an answer is not graded yet, where it is not just on its way. */
const WAITING_WORDS: Partial<Record<OutboxState['state'], string>> = {
  offline: 'Your answer is kept here and graded when you are back.',
  trouble: 'The server has a problem. Your answer is kept here and sent again by itself.',
  'signed-out': 'You are signed out. Your answer is kept here and graded when you have signed in again.',
}

function verdictOf(
  is: 'told' | 'open' | 'waiting',
  state: CheckState | undefined,
  mark: number | null,
  outbox: OutboxState['state'],
): string {
  if (is === 'waiting') return WAITING_WORDS[outbox] ?? ''
  if (!state) return 'You can answer as often as you like; the best one counts.'
  const { last, best } = state
  const now = `${last.right} of ${last.total} right, ${percent(last.right, last.total)}.`
  const isBetter = best.right * last.total > last.right * best.total
  const words = isBetter ? `${now} Your best: ${percent(best.right, best.total)}.` : now
  if (is === 'open') return `Last time: ${words}`
  return mark === null ? words : `${words} ${best.right * 100 >= mark * best.total ? 'Passed.' : 'Not passed yet.'}`
}
