/** A try at a task in the old product, as its events tell it. Pure: the same events give the same try, in any order. */
import { contactBefore } from './attempt-events.ts'
import type { EventOf, OldTimeEvent } from './events.ts'
import { type SuspectReason, suspectReason } from './timing.ts'

type Told = { [Type in OldTimeEvent['type']]: { type: Type; data: EventOf<Type>['data'] } }[OldTimeEvent['type']]

/** An event of such a try as the log holds it. */
export type LoggedOldTime = { id: string; at: Date; receivedAt: Date; release: string; block: string } & Told

/** All durations are milliseconds; the time that counts is `wallMs - pausedMs`. */
export type OldTry = {
  measuring: string
  release: string
  block: string
  startedAt: Date
  finishedAt: Date | null
  outcome: 'success' | 'failure' | 'gave up' | null
  wallMs: number
  pausedMs: number
  suspectReason: SuspectReason | null
}

/** The try that these events tell, or null while its start is missing. The first end holds. All are of one try. */
export function oldTryOf(events: readonly LoggedOldTime[]): OldTry | null {
  const inOrder = [...events].sort((left, right) => (left.id < right.id ? -1 : 1))
  const start = inOrder.find(({ type }) => type === 'old-time-started')
  if (!start) return null
  const { measuring } = start.data
  const own = inOrder.filter(({ data }) => data.measuring === measuring)
  const begun = { measuring, release: start.release, block: start.block, startedAt: start.at }
  for (const event of own) {
    if (event.type === 'old-time-started') continue
    const { wallMs, pausedMs } = event.data
    const outcome = event.type === 'old-time-finished' ? event.data.outcome : ('gave up' as const)
    const claim = { clock: 'wall' as const, activeMs: 0, wallMs, pausedMs }
    const reason = suspectReason(claim, {
      arrivedAt: event.receivedAt.getTime(),
      contactBefore: contactBefore(own),
    })
    return {
      ...{ ...begun, finishedAt: event.at, outcome, wallMs, pausedMs },
      suspectReason: reason === 'no-time' && outcome !== 'success' ? null : reason,
    }
  }
  return { ...begun, finishedAt: null, outcome: null, wallMs: 0, pausedMs: 0, suspectReason: null }
}
