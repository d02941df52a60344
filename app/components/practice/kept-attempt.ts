import type { LabState } from '#app/domain/practice/lab.ts'
import type { KeptWallClock } from '#app/domain/practice/wall-clock.ts'
import type { RunningAttempt, TaskState } from '#app/domain/progress/standing.ts'
import { clearDraft, readDraft, writeDraft } from '#app/outbox/draft.ts'

/** An attempt as this browser knows it: it survives a reload even before the server has heard of it. */
export type KeptAttempt = {
  id: string
  ordinal: number
  mode: RunningAttempt['mode']
  /** epoch milliseconds */
  startedAt: number
  activeMs: number
  lab: LabState | null
  /** declared pauses of a task outside, epoch milliseconds */
  pauses: { from: number; to: number | null }[]
  /** its own time when it was kept last; none where it was kept by another browser */
  clock?: KeptWallClock
}

/** What stays of an attempt that ended here, until the server tells of it: a page from before would let it go on. */
export type EndedAttempt = Pick<KeptAttempt, 'id' | 'ordinal'> & { over: true }

/** Where an attempt is kept: one running attempt a person, release and task. */
export const attemptKey = (person: string, release: string, block: string): string =>
  `gangway:attempt:${person}:${release}:${block}`

export const keepAttempt = (key: string, attempt: KeptAttempt): void => writeDraft(key, attempt)

/** Whether it still goes on, as far as this browser knows. */
export function isKept(key: string, { id }: KeptAttempt): boolean {
  const found = readDraft<KeptAttempt | EndedAttempt>(key)
  return found?.id === id && !('over' in found)
}

export const endAttempt = (key: string, { id, ordinal }: KeptAttempt): void =>
  writeDraft(key, { id, ordinal, over: true } satisfies EndedAttempt)

/** The attempt that ended here last, while the server has not told of it or of a later one. */
export function endedHere(key: string, state: TaskState | undefined): EndedAttempt | null {
  const found = readDraft<KeptAttempt | EndedAttempt>(key)
  return found && 'over' in found && found.id > (state?.last?.id ?? '') ? found : null
}

/**
 * The attempt to go on with: what this browser kept, unless it ended; else what the server knows from another browser,
 * unless that is older than what ended here. Of the same attempt, whichever has counted more.
 */
export function attemptToResume(key: string, state: TaskState | undefined): KeptAttempt | null {
  const kept = readKept(key)
  const known = knownAttempt(state)
  if (!kept) return known
  if (state?.last?.id === kept.id) {
    clearDraft(key)
    return known
  }
  if ('over' in kept) return known && known.id > kept.id ? known : null
  if (known && known.id === kept.id) return known.activeMs > kept.activeMs + 5_000 ? known : kept
  return kept
}

/** What was kept before there was a choice of mode has none. */
function readKept(key: string): KeptAttempt | EndedAttempt | null {
  const kept = readDraft<(Omit<KeptAttempt, 'mode'> & Partial<KeptAttempt>) | EndedAttempt>(key)
  return kept && ('over' in kept ? kept : { ...kept, mode: kept.mode ?? 'assessed' })
}

/** The running attempt that the server knows of. */
export function knownAttempt(state: TaskState | undefined): KeptAttempt | null {
  const running = state?.running
  if (!running) return null
  const startedAt = running.startedAt.getTime()
  return {
    id: running.id,
    ordinal: running.ordinal,
    mode: running.mode,
    startedAt,
    activeMs: running.activeMs,
    lab: running.lab,
    pauses: pausesOf(startedAt, running.pausedMs, running.pausedAt),
  }
}

/** Pauses that are over count as one at the start: only their length matters. */
function pausesOf(startedAt: number, pausedMs: number, pausedAt: Date | null): KeptAttempt['pauses'] {
  const over = pausedMs > 0 ? [{ from: startedAt, to: startedAt + pausedMs }] : []
  return pausedAt ? [...over, { from: pausedAt.getTime(), to: null }] : over
}
