import { useEffect, useState } from 'react'
import type { LabState } from '#app/domain/practice/lab.ts'
import { keptText } from '#app/domain/practice/typed-text.ts'
import type { RunningAttempt, TaskState } from '#app/domain/progress/standing.ts'
import type { LabDefinition } from '#app/lessons/definitions.ts'
import { useRecord } from '#app/outbox/outbox-context.tsx'
import type { LabSaying } from '../lesson/lab-frame.tsx'
import { labFieldId } from '../lesson/lab-handlers.ts'
import { labScreenTitle, practiceTitle } from '../lesson/practice-ids.ts'
import type { Hint } from './hints.ts'
import type { KeptAttempt } from './kept-attempt.ts'
import { afterPress, ended, uncountedTry } from './sayings.ts'
import { useActiveClock } from './use-active-clock.ts'
import { type TaskPlace, useAttempt } from './use-attempt.ts'
import { useFocusNext } from './use-focus-next.ts'
import { type LabEngine, useLabEngine } from './use-lab-engine.ts'
import { useOnLeaving } from './use-on-leaving.ts'
import { useUncounted } from './use-uncounted.ts'

type Mode = RunningAttempt['mode']

/** An attempt at a lab that runs: what it is, how the lab stands, and what can be done. */
export type RunningLab = {
  attempt: KeptAttempt
  standing: LabState
  /** what runs it */
  engine: LabEngine
  /** a hint was told on this screen and did not do, or may not */
  hinted: boolean
  enter: (field: string, value: string) => void
  act: (action: string) => void
  askHint: () => void
  startAgain: () => void
  giveUp: () => void
}

/** Runs attempts at a lab on the page: starts them, keeps every change, records every press, and says what to say. */
export function useLab(place: TaskPlace, lab: LabDefinition, state: TaskState | undefined, guidedCounts: boolean) {
  const {
    attempt,
    resumedMs,
    here,
    goOnHere,
    now,
    ended: endedHere,
    begin,
    change,
    keepTime,
    end,
  } = useAttempt(place, state)
  const [saying, setSaying] = useState<LabSaying | null>(null)
  const [hint, setHint] = useState<Hint | null>(null)
  const [uncounted, clearUncounted] = useUncounted(place)
  const time = useActiveClock(here && attempt ? attempt.id : null, resumedMs)
  const focusNext = useFocusNext()
  const record = useAttemptRecord(place, time.read, now)
  useOnLeaving(() => keepTime(time.read()))
  // Another tab may take over at any moment, and goes on from what is kept.
  // biome-ignore lint/correctness/useExhaustiveDependencies: every second that counts
  useEffect(() => keepTime(time.shown), [time.shown])

  const { engine, fetchAgain, whenThere } = useLabEngine(practiceTitle(place.blockId), Boolean(attempt?.lab))

  const start = (mode: Mode) =>
    whenThere(({ startLab }) => {
      const begun = begin(startLab(lab), mode)
      setSaying(null)
      setHint(null)
      clearUncounted()
      focusNext(labScreenTitle(place.blockId))
      record.start(begun)
    })
  const leave = (told: LabSaying | null) => {
    setSaying(told)
    focusNext(practiceTitle(place.blockId))
    end()
  }
  const act = ({ press, valuesOn }: LabEngine, running: KeptAttempt, standing: LabState, action: string) => {
    const pressed = press(lab, standing, action, standing.values)
    const activeMs = record.step(running, standing, action, valuesOn(lab, standing))
    setHint(null)
    if (pressed.done) {
      record.finish(running, pressed.state)
      return leave(ended(pressed, activeMs, running.mode === 'assessed' || guidedCounts))
    }
    setSaying(afterPress(pressed))
    change({ ...running, activeMs, lab: pressed.state })
    const wrong = firstWrong(pressed.state)
    if (wrong) focusNext(labFieldId(place.blockId, wrong))
  }
  const giveUp = (running: KeptAttempt) => {
    record.giveUp(running)
    leave(null)
  }
  const askHint = ({ hintOf, screenOf }: LabEngine, running: KeptAttempt, standing: LabState) => {
    const found = hintOf(screenOf(lab, standing), standing.fieldErrors)
    record.hint(running, standing, found)
    setHint(found)
    setSaying({ kind: 'hint', words: found.words })
  }
  const enter = (running: KeptAttempt, standing: LabState, field: string, value: string) =>
    change({
      ...running,
      activeMs: time.read(),
      lab: { ...standing, values: { ...standing.values, [field]: keptText(value) } },
    })

  const runningLab = ({ lab: standing, ...running }: KeptAttempt): RunningLab | null => {
    if (!standing || !engine) return null
    const whole = { ...running, lab: standing }
    return {
      attempt: whole,
      standing,
      engine,
      hinted: hint !== null,
      enter: (field, value) => enter(whole, standing, field, value),
      act: (action) => act(engine, whole, standing, action),
      askHint: () => askHint(engine, whole, standing),
      startAgain: () => {
        giveUp(whole)
        start(whole.mode)
      },
      giveUp: () => giveUp(whole),
    }
  }
  const running = here ? attempt && runningLab(attempt) : null
  // What is wrong on the screen comes first while the lab runs; at its end, that it was for nothing.
  const told: LabSaying | null =
    uncounted !== null && !(running && saying) ? { kind: 'wrong', words: uncountedTry(uncounted) } : saying
  const elsewhere = attempt && !here ? { attempt, goOnHere } : null
  const isComing = here && !engine && Boolean(attempt?.lab)
  return { running, elsewhere, isComing, fetchAgain, endedHere, said: told, shownMs: time.shown, start }
}

/** The first field that has to be mended: there the focus goes, so that nobody has to look for it. */
function firstWrong({ fieldErrors, wrongSums }: LabState): string | undefined {
  return Object.keys(fieldErrors)[0] ?? wrongSums?.[0]?.fields[0]
}

/** What is recorded of an attempt at a lab, with the time that it has taken. */
function useAttemptRecord({ releaseId, blockId }: TaskPlace, activeMs: () => number, now: () => number) {
  const record = useRecord()
  const at = ({ id }: KeptAttempt) => ({ release: releaseId, block: blockId, attempt: id })
  const spent = ({ startedAt }: KeptAttempt) => ({ activeMs: activeMs(), wallMs: Math.max(0, now() - startedAt) })
  const spentInAll = (attempt: KeptAttempt, lab: LabState | null) => ({
    ...{ ...spent(attempt), pausedMs: 0 },
    ...(lab && { presses: lab.presses }),
  })
  return {
    start: (attempt: KeptAttempt) =>
      void record({ ...at(attempt), type: 'attempt-started', data: { setting: 'lab', mode: attempt.mode } }),
    /** Answers the active time so far. */
    step: (
      attempt: KeptAttempt,
      { presses: nth, screen }: LabState,
      action: string,
      values: Record<string, string>,
    ) => {
      const times = spent(attempt)
      void record({ ...at(attempt), type: 'lab-step', data: { nth, screen, action, values, ...times } })
      return times.activeMs
    },
    hint: (attempt: KeptAttempt, { screen }: LabState, { about }: Hint) =>
      void record({ ...at(attempt), type: 'hint-asked', data: { screen, ...about, activeMs: activeMs() } }),
    finish: (attempt: KeptAttempt, lab: LabState) =>
      void record({ ...at(attempt), type: 'attempt-finished', data: spentInAll(attempt, lab) }),
    giveUp: (attempt: KeptAttempt) =>
      void record({ ...at(attempt), type: 'attempt-gave-up', data: spentInAll(attempt, attempt.lab) }),
  }
}
