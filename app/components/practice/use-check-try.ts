import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { CheckState } from '#app/domain/progress/standing.ts'
import type { Answers, Given } from '#app/lessons/questions.ts'
import { useDraft } from '#app/outbox/draft.ts'
import { useOutbox } from '#app/outbox/outbox-context.tsx'

/** A try that goes on in this browser: what was given so far, and the event that says so, once there is one. */
type KeptTry = { nth: number; answers: Answers; sent: string | null }

/** `told`: the last try was graded, and no other was begun. `waiting`: an answer is on its way. */
export type CheckTryState =
  | { is: 'told'; nth: number }
  | { is: 'open'; nth: number; answers: Answers }
  | { is: 'waiting'; nth: number; answers: Answers }

/** One person's try at a check: kept in this browser as it is made, half done or sent, until the server has graded it. */
export function useCheckTry(personId: string, keptAs: string, state: CheckState | undefined) {
  const [kept, keep] = useDraft<KeptTry | null>(`gangway:answers:${personId}:${keptAs}`, null)
  const sentHere = useRef<string | null>(null)
  const tries = state?.tries ?? 0
  const isLost = useIsLost(kept !== null && kept.nth >= tries && kept.sent !== sentHere.current ? kept.sent : null)
  const current = stateOf(kept, state, isLost)
  const latest = useRef(current)
  useLayoutEffect(() => {
    latest.current = current
  })
  return {
    current,
    /** Beside whatever was given last, also by a question that was drawn before that and has come alive now. */
    give: (question: string, given: Given) => {
      const { nth, ...before } = latest.current
      const answers = { ...(before.is === 'told' ? {} : before.answers), [question]: given }
      latest.current = { is: 'open', nth, answers }
      keep({ nth, answers, sent: null })
    },
    /** The answer was recorded as this event. */
    sent: (event: string) => {
      sentHere.current = event
      if (current.is !== 'told') keep({ nth: current.nth, answers: current.answers, sent: event })
    },
    again: () => keep({ nth: tries, answers: {}, sent: null }),
  }
}

/**
 * Whether an answer that an earlier page sent is neither here any more nor with the server: it was refused while nobody
 * looked, and can be sent again.
 */
function useIsLost(sent: string | null): boolean {
  const outbox = useOutbox()
  const [lost, setLost] = useState<string | null>(null)
  useEffect(() => {
    if (sent === null) return
    let isCurrent = true
    void outbox.isWaiting(sent).then((waits) => {
      if (isCurrent && !waits) setLost(sent)
    })
    return () => {
      isCurrent = false
    }
  }, [outbox, sent])
  return sent !== null && lost === sent
}

function stateOf(kept: KeptTry | null, state: CheckState | undefined, isLost: boolean): CheckTryState {
  if (!kept) return state ? { is: 'told', nth: state.last.nth } : { is: 'open', nth: 0, answers: {} }
  const { nth, answers, sent } = kept
  const isOver = state !== undefined && nth < state.tries
  if (isOver && (sent !== null || Object.keys(answers).length === 0)) return { is: 'told', nth: state.last.nth }
  return { is: sent === null || isLost ? 'open' : 'waiting', nth, answers }
}
