import { type ReactNode, useEffect, useState } from 'react'
import { outsideTime } from '#app/domain/practice/timing.ts'
import type { TaskState } from '#app/domain/progress/standing.ts'
import type { TaskDefinition } from '#app/lessons/definitions.ts'
import { clock } from '../format.ts'
import { practiceTitle } from '../lesson/practice-ids.ts'
import { TaskCard } from '../lesson/task-card.tsx'
import { Button } from '../ui/button.tsx'
import { GoOnHere } from './go-on-here.tsx'
import type { KeptAttempt } from './kept-attempt.ts'
import { standsHere, uncountedTry } from './sayings.ts'
import { type TaskPlace, useAttempt } from './use-attempt.ts'
import { useFocusNext } from './use-focus-next.ts'
import { useOnLeaving } from './use-on-leaving.ts'
import { useUncounted } from './use-uncounted.ts'

/** What happens to a try by the clock on the wall, by its id; named as the events are that tell it. */
export type TimedHappening =
  | { id: string; what: 'started' | 'paused' | 'resumed' }
  | ({ id: string } & TimedEnd & { wallMs: number; pausedMs: number })
type TimedEnd = { what: 'finished'; outcome: 'success' | 'failure' } | { what: 'gave-up' }

type TimedTaskProps = {
  /** where the try is kept in this browser */
  place: TaskPlace
  /** where its events happen, if that is somewhere else */
  happensAt?: TaskPlace
  title: string
  task: TaskDefinition
  state: TaskState | undefined
  note: ReactNode
  tell: (happening: TimedHappening) => void
}

/** A task that is done elsewhere: the clock on the wall runs, less the pauses that the learner declares. */
export function TimedTask({ place, happensAt = place, title, task, state, note, tell }: TimedTaskProps) {
  const tries = useAttempt(place, state)
  const { attempt: running, here, goOnHere, now: ownTime, ended, begin, change, keepTime, end } = tries
  const attempt = here ? running : null
  const [uncounted, clearUncounted] = useUncounted(happensAt)
  const now = useNow(attempt !== null, ownTime)
  useOnLeaving(() => keepTime(0))
  const focusNext = useFocusNext()
  const start = () => {
    const { id } = begin(null, 'assessed')
    clearUncounted()
    focusNext(practiceTitle(place.blockId))
    tell({ id, what: 'started' })
  }
  const pause = (running: KeptAttempt) => {
    tell({ id: running.id, what: 'paused' })
    change({ ...running, pauses: [...running.pauses, { from: ownTime(), to: null }] })
  }
  const resume = (running: KeptAttempt) => {
    tell({ id: running.id, what: 'resumed' })
    change({ ...running, pauses: running.pauses.map((one) => (one.to === null ? { ...one, to: ownTime() } : one)) })
  }
  const stop = ({ id, startedAt, pauses }: KeptAttempt, how: TimedEnd) => {
    tell({ id, ...how, ...outsideTime(startedAt, pauses, ownTime()) })
    focusNext(practiceTitle(place.blockId))
    end()
  }
  const stands = attempt ? `Attempt ${attempt.ordinal}` : standsHere(state, running, ended)
  const paused = attempt?.pauses.some(({ to }) => to === null) ?? false
  const time = attempt && now !== null ? outsideTime(attempt.startedAt, attempt.pauses, now) : null
  return (
    <TaskCard
      id={place.blockId}
      title={title}
      task={task}
      clock={time && { time: clock(time.wallMs - time.pausedMs), paused }}
      state={uncounted === null ? stands : uncountedTry(uncounted)}
      note={note}
      actions={
        attempt ? (
          <>
            <Button kind="primary" onClick={() => stop(attempt, { what: 'finished', outcome: 'success' })}>
              It worked
            </Button>
            <Button onClick={() => stop(attempt, { what: 'finished', outcome: 'failure' })}>It did not work</Button>
            {paused ? (
              <Button onClick={() => resume(attempt)}>Go on</Button>
            ) : (
              <Button onClick={() => pause(attempt)}>Pause</Button>
            )}
            <Button kind="quiet" onClick={() => stop(attempt, { what: 'gave-up' })}>
              Give up
            </Button>
          </>
        ) : running ? (
          <GoOnHere onGoOn={goOnHere} />
        ) : (
          <Button kind={state?.tries ? 'outlined' : 'primary'} onClick={start}>
            {state?.tries ? 'Do it again' : 'Start'}
          </Button>
        )
      }
    />
  )
}

/** The attempt's own time, second by second; null until the page has come alive, because the server's is another. */
function useNow(running: boolean, ownTime: () => number): number | null {
  const [now, setNow] = useState<number | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it tells of one clock, whichever function reads it
  useEffect(() => {
    if (!running) return
    setNow(ownTime())
    const timer = setInterval(() => setNow(ownTime()), 1_000)
    return () => clearInterval(timer)
  }, [running])
  return now
}
