import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { sendWaitingReports } from '#app/components/confusion/send-waiting.ts'
import type { LearningEventDraft } from '#app/domain/practice/events.ts'
import { newId } from '#app/platform/ids.ts'
import { AT_REST, type Happening, Outbox, type OutboxState, type RefusedEvent } from './outbox.ts'

const OutboxContext = createContext<Outbox | null>(null)

/**
 * Gives the page the outbox of whoever is signed in, and sends the reports that wait. It starts in the browser; on the
 * server nothing is recorded.
 */
export function OutboxProvider({ personId, children }: { personId: string; children: ReactNode }) {
  const [outbox] = useState(() => new Outbox(personId))
  useEffect(() => {
    sendWaitingReports(personId)
    return outbox.start()
  }, [outbox, personId])
  return <OutboxContext value={outbox}>{children}</OutboxContext>
}

/** The outbox of this page. */
export function useOutbox(): Outbox {
  const outbox = useContext(OutboxContext)
  if (!outbox) throw new Error('no outbox around this component')
  return outbox
}

/** Who is told instead of the outbox. */
const InsteadContext = createContext<((happening: Happening) => void) | null>(null)

/** Around practice that is only looked at: nothing of what happens inside is recorded, `tell` alone hears of it. */
export function WithoutRecording({ tell, children }: { tell: (happening: Happening) => void; children: ReactNode }) {
  return <InsteadContext value={tell}>{children}</InsteadContext>
}

/** Records what happens in one release. */
export function useRecord(): (happening: Happening) => Promise<string> {
  const outbox = useOutbox()
  const instead = useContext(InsteadContext)
  if (instead === null) return (happening) => outbox.record(happening)
  return async (happening) => {
    instead(happening)
    return newId()
  }
}

/** How many events wait in this browser, and whether they can leave. */
export function useOutboxState(): OutboxState {
  const outbox = useOutbox()
  return useSyncExternalStore(
    outbox.subscribe,
    () => outbox.state,
    () => AT_REST,
  )
}

/** Calls back with the events that the server has just stored. */
export function useArrivals(listener: (events: readonly LearningEventDraft[]) => void): void {
  const outbox = useOutbox()
  useEffect(() => outbox.onArrival(listener), [outbox, listener])
}

/** Calls back with the events that the server has just refused for good. */
export function useRefusals(listener: (refused: readonly RefusedEvent[]) => void): void {
  const outbox = useOutbox()
  useEffect(() => outbox.onRefusal(listener), [outbox, listener])
}
