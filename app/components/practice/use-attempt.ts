import { useEffect, useRef, useState } from 'react'
import type { TaskState } from '#app/domain/progress/standing.ts'
import { newId } from '#app/platform/ids.ts'
import {
  attemptKey,
  attemptToResume,
  forgetAttempt,
  isKept,
  type KeptAttempt,
  keepAttempt,
  knownAttempt,
} from './kept-attempt.ts'

export type TaskPlace = { personId: string; releaseId: string; blockId: string }

/** The running attempt at one task: kept in this browser with every change, resumed after a reload. */
export function useAttempt(place: TaskPlace, state: TaskState | undefined) {
  const key = attemptKey(place.personId, place.releaseId, place.blockId)
  const [attempt, setAttempt] = useState<KeptAttempt | null>(() => knownAttempt(state))
  /** active time of earlier pages of this attempt: where the clock goes on */
  const [resumedMs, setResumedMs] = useState(attempt?.activeMs ?? 0)
  const looked = useRef(false)
  /** of the last attempt that began on this page: the server may not have heard of it when the next one begins */
  const begunHere = useRef(0)
  const runningId = state?.running?.id
  const endedId = state?.last?.id
  // Only in the browser: the server renders what it knows, and what this browser kept joins after that.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looks again only when the server knows of another attempt
  useEffect(() => {
    const resumed = attemptToResume(key, state)
    // The server has now heard of the very attempt that runs here: this page's clock goes on as it is.
    if (looked.current && resumed?.id === attempt?.id) return
    looked.current = true
    setResumedMs(resumed?.activeMs ?? 0)
    setAttempt(resumed)
  }, [key, runningId, endedId])
  const change = (next: KeptAttempt) => {
    keepAttempt(key, next)
    setAttempt(next)
  }
  return {
    attempt,
    resumedMs,
    begin: (lab: KeptAttempt['lab'], mode: KeptAttempt['mode']): KeptAttempt => {
      begunHere.current = Math.max(begunHere.current, attempt?.ordinal ?? 0, state?.tries ?? 0) + 1
      const begun = {
        id: newId(),
        ordinal: begunHere.current,
        mode,
        startedAt: Date.now(),
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
      if (attempt && isKept(key, attempt)) keepAttempt(key, { ...attempt, activeMs })
    },
    end: () => {
      forgetAttempt(key)
      setAttempt(null)
    },
  }
}
