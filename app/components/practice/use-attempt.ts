import { useEffect, useRef, useState } from 'react'
import { newWallClock, type Reading, readWallClock, resumedWallClock } from '#app/domain/practice/wall-clock.ts'
import type { TaskState } from '#app/domain/progress/standing.ts'
import { useOutboxState } from '#app/outbox/outbox-context.tsx'
import { newId } from '#app/platform/ids.ts'
import {
  attemptKey,
  attemptToResume,
  type EndedAttempt,
  endAttempt,
  endedHere,
  isKept,
  type KeptAttempt,
  keepAttempt,
  knownAttempt,
} from './kept-attempt.ts'
import { useTurn } from './use-turn.ts'

export type TaskPlace = { personId: string; releaseId: string; blockId: string }

/**
 * The running attempt at one task: kept in this browser with every change, resumed after a reload, and going on in one
 * tab at a time.
 */
export function useAttempt(place: TaskPlace, state: TaskState | undefined) {
  const key = attemptKey(place.personId, place.releaseId, place.blockId)
  const [attempt, setAttempt] = useState<KeptAttempt | null>(() => knownAttempt(state))
  /** active time of earlier pages of this attempt: where the clock goes on */
  const [resumedMs, setResumedMs] = useState(attempt?.activeMs ?? 0)
  const looked = useRef(false)
  /** of the last attempt that began on this page: the server may not have heard of it when the next one begins */
  const begunHere = useRef(0)
  const [ended, setEnded] = useState<EndedAttempt | null>(null)
  const isAnythingUnsent = useOutboxState().waiting > 0
  const wall = useWallClock()
  const look = () => {
    const resumed = attemptToResume(key, state)
    // The server has now heard of the very attempt that runs here: this page's clock goes on as it is.
    if (!looked.current || resumed?.id !== attempt?.id) goOn(resumed)
    looked.current = true
    setEnded(endedHere(key, state))
  }
  const goOn = (resumed: KeptAttempt | null) => {
    wall.resume(resumed)
    setResumedMs(resumed?.activeMs ?? 0)
    setAttempt(resumed)
  }
  /** whether another tab has begun the attempt that is shown */
  const isTheirs = useRef(false)
  const goOnFromKept = () => goOn(attemptToResume(key, state))
  const { here, goOnHere } = useTurn(key, attempt !== null, () => isTheirs.current, goOnFromKept)
  useOtherTabs(key, !here || attempt === null, () => {
    isTheirs.current = true
    look()
  })
  const runningId = state?.running?.id
  const endedId = state?.last?.id
  // Only in the browser: the server renders what it knows, and what this browser kept joins after that.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looks again only when the server knows of another attempt
  useEffect(look, [key, runningId, endedId])
  const keep = (next: KeptAttempt) => keepAttempt(key, { ...next, clock: wall.kept() })
  const change = (next: KeptAttempt) => {
    keep(next)
    setAttempt(next)
  }
  return {
    attempt,
    resumedMs,
    /** whether the attempt goes on in this tab; else another has it, and `goOnHere` takes it over */
    here,
    goOnHere,
    /** the attempt's own time, epoch milliseconds: goes on whatever is done to the device's clock */
    now: wall.now,
    /** what ended here and waits to be sent */
    ended: isAnythingUnsent ? ended : null,
    begin: (lab: KeptAttempt['lab'], mode: KeptAttempt['mode']): KeptAttempt => {
      const known = [attempt?.ordinal ?? 0, ended?.ordinal ?? 0, state?.tries ?? 0]
      begunHere.current = Math.max(begunHere.current, ...known) + 1
      isTheirs.current = false
      wall.resume(null)
      const begun = {
        id: newId(),
        ordinal: begunHere.current,
        mode,
        startedAt: wall.now(),
        activeMs: 0,
        lab,
        pauses: [],
      }
      setResumedMs(0)
      change(begun)
      return begun
    },
    change,
    /** keeps the time that has passed, for a page that is being left; what was cleared by signing out stays cleared */
    keepTime: (activeMs: number) => {
      if (here && attempt && isKept(key, attempt)) keep({ ...attempt, activeMs })
    },
    end: () => {
      if (attempt) endAttempt(key, attempt)
      setEnded(endedHere(key, state))
      setAttempt(null)
    },
  }
}

/** The clock on the wall for the attempt on this page. */
function useWallClock() {
  const clock = useRef<ReturnType<typeof newWallClock> | null>(null)
  const now = (): number => {
    clock.current = clock.current ? readWallClock(clock.current, reading()) : newWallClock(reading())
    return clock.current.now
  }
  return {
    now,
    resume: (attempt: KeptAttempt | null) => {
      clock.current = attempt?.clock ? resumedWallClock(attempt.clock, reading()) : null
    },
    kept: () => ({ now: now(), epoch: Date.now() }),
  }
}

const reading = (): Reading => ({ epoch: Date.now(), steady: performance.now() })

/** Looks again whenever another tab has kept something else for a task that does not go on in this one. */
function useOtherTabs(key: string, isIdle: boolean, look: () => void): void {
  const latest = useRef(look)
  useEffect(() => {
    latest.current = look
  })
  useEffect(() => {
    if (!isIdle) return
    const follow = (event: StorageEvent) => {
      if (event.key === key) latest.current()
    }
    window.addEventListener('storage', follow)
    return () => window.removeEventListener('storage', follow)
  }, [key, isIdle])
}
