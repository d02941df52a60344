import { useEffect, useState } from 'react'
import { outsideTime } from '#app/domain/practice/timing.ts'
import type { TaskState } from '#app/domain/progress/standing.ts'
import type { TaskDefinition } from '#app/lessons/definitions.ts'
import { useRecord } from '#app/outbox/outbox-context.tsx'
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

type OutsideTaskProps = {
  place: TaskPlace
  title: string
  task: TaskDefinition
  state: TaskState | undefined
  oldProduct: string
}

/** A task that is done elsewhere: the clock on the wall runs, less the pauses that the learner declares. */
export function OutsideTask({ place, title, task, state, oldProduct }: OutsideTaskProps) {
  const record = useRecord()
  const {
    attempt: running,
    here,
    goOnHere,
    now: ownTime,
    ended,
    begin,
    change,
    keepTime,
    end,
  } = useAttempt(place, state)
  const attempt = here ? running : null
  const [uncounted, clearUncounted] = useUncounted(place)
  const now = useNow(attempt !== null, ownTime)
  useOnLeaving(() => keepTime(0))
  const focusNext = useFocusNext()
  const at = (id: string) => ({ release: place.releaseId, block: place.blockId, attempt: id })
  const spent = (running: KeptAttempt) => {
    const { wallMs, pausedMs } = outsideTime(running.startedAt, running.pauses, ownTime())
    return { activeMs: 0, wallMs, pausedMs }
  }
  const start = () => {
    const begun = begin(null, 'assessed')
    clearUncounted()
    focusNext(practiceTitle(place.blockId))
    void record({ ...at(begun.id), type: 'attempt-started', data: { setting: 'outside', mode: 'assessed' } })
  }
  const stop = () => {
    focusNext(practiceTitle(place.blockId))
    end()
  }
  const pause = (running: KeptAttempt) => {
    void record({ ...at(running.id), type: 'attempt-paused', data: {} })
    change({ ...running, pauses: [...running.pauses, { from: ownTime(), to: null }] })
  }
  const resume = (running: KeptAttempt) => {
    void record({ ...at(running.id), type: 'attempt-resumed', data: {} })
    change({ ...running, pauses: running.pauses.map((one) => (one.to === null ? { ...one, to: ownTime() } : one)) })
  }
  const finish = (running: KeptAttempt, outcome: 'success' | 'failure') => {
    void record({ ...at(running.id), type: 'attempt-finished', data: { ...spent(running), outcome } })
    stop()
  }
  const giveUp = (running: KeptAttempt) => {
    void record({ ...at(running.id), type: 'attempt-gave-up', data: spent(running) })
    stop()
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
      note={baselineNote(task, oldProduct)}
      actions={
        attempt ? (
          <>
            <Button kind="primary" onClick={() => finish(attempt, 'success')}>
              It worked
            </Button>
            <Button onClick={() => finish(attempt, 'failure')}>It did not work</Button>
            {paused ? (
              <Button onClick={() => resume(attempt)}>Go on</Button>
            ) : (
              <Button onClick={() => pause(attempt)}>Pause</Button>
            )}
            <Button kind="quiet" onClick={() => giveUp(attempt)}>
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

function baselineNote({ baseline }: TaskDefinition, oldProduct: string): string | null {
  if (!baseline) return null
  const time = clock(baseline.ms)
  return baseline.source === 'target'
    ? `The aim is ${time}.`
    : `In ${oldProduct} this took ${time}; the time compares products, not people.`
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
