import { useEffect, useRef, useState } from 'react'
import { type ActiveClock, activeAt, activeClock, advance, type ClockMark } from '#app/domain/practice/timing.ts'

const ACTIVITIES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'scroll', 'touchstart'] as const
/** Activity is noticed at most once in this time: moving the pointer makes hundreds of events a second. */
const NOTICE_EVERY_MS = 1_000

/** The clock of an attempt on this page: `read` tells active time now, `shown` follows it second by second. */
export type RunningClock = { read: () => number; shown: number }

/**
 * Counts active time while `running`, going on from `startMs`. It runs on the browser's own clock that never jumps, and
 * only while the page is visible and the person did something in the last minute.
 */
export function useActiveClock(attemptId: string | null, startMs: number): RunningClock {
  const clock = useRef<ActiveClock>(activeClock(startMs))
  const [shown, setShown] = useState(startMs)
  useEffect(() => {
    if (attemptId === null) return
    const mark = (what: ClockMark['what']) => {
      clock.current = advance(clock.current, { at: performance.now(), what })
    }
    clock.current = activeClock(startMs)
    mark(document.visibilityState === 'visible' ? 'visible' : 'hidden')
    const stop = [
      onActivity(() => mark('active')),
      onVisibility(mark),
      everySecond(() => {
        mark('tick')
        setShown(clock.current.activeMs)
      }),
    ]
    setShown(startMs)
    return () => {
      for (const end of stop) end()
    }
  }, [attemptId, startMs])
  return { read: () => Math.round(activeAt(clock.current, performance.now())), shown }
}

function onActivity(act: () => void): () => void {
  let noticed = Number.NEGATIVE_INFINITY
  const notice = () => {
    const now = performance.now()
    if (now - noticed < NOTICE_EVERY_MS) return
    noticed = now
    act()
  }
  for (const type of ACTIVITIES) window.addEventListener(type, notice, { passive: true, capture: true })
  return () => {
    for (const type of ACTIVITIES) window.removeEventListener(type, notice, { capture: true })
  }
}

function onVisibility(mark: (what: 'visible' | 'hidden') => void): () => void {
  const changed = () => mark(document.visibilityState === 'visible' ? 'visible' : 'hidden')
  document.addEventListener('visibilitychange', changed)
  return () => document.removeEventListener('visibilitychange', changed)
}

function everySecond(act: () => void): () => void {
  const timer = setInterval(act, 1_000)
  return () => clearInterval(timer)
}
