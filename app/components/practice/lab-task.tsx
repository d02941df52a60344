import { useState } from 'react'
import { type LabState, press, screenOf, startLab } from '#app/domain/practice/lab.ts'
import { labSteps } from '#app/domain/practice/lab-route.ts'
import { keptText } from '#app/domain/practice/typed-text.ts'
import type { TaskState } from '#app/domain/progress/standing.ts'
import { fieldsOf, type LabDefinition } from '#app/lessons/definitions.ts'
import { useRecord } from '#app/outbox/outbox-context.tsx'
import { clock } from '../format.ts'
import { LabFrame, type LabSaying } from '../lesson/lab-frame.tsx'
import { LabScreen } from '../lesson/lab-screen.tsx'
import { labScreenTitle, practiceTitle } from '../lesson/practice-ids.ts'
import { Button } from '../ui/button.tsx'
import { type Hint, hintOf } from './hints.ts'
import type { KeptAttempt } from './kept-attempt.ts'
import { afterPress, ended, lastTry, uncountedTry } from './sayings.ts'
import { useActiveClock } from './use-active-clock.ts'
import { type TaskPlace, useAttempt } from './use-attempt.ts'
import { useFocusNext } from './use-focus-next.ts'
import { useOnLeaving } from './use-on-leaving.ts'
import { useUncounted } from './use-uncounted.ts'

type LabTaskProps = {
  place: TaskPlace
  title: string
  lab: LabDefinition
  state: TaskState | undefined
  oldProduct: string
  newProduct: string
  /** asks the champion; offered once the hint did not do */
  onAskForHelp: () => void
}

/** A lab on the page: starts, runs and ends an attempt, and records every press. */
export function LabTask(props: LabTaskProps) {
  const { place, title, lab, state } = props
  const record = useRecord()
  const { attempt, resumedMs, begin, change, keepTime, end } = useAttempt(place, state)
  const [saying, setSaying] = useState<LabSaying | null>(null)
  const [hint, setHint] = useState<Hint | null>(null)
  const [uncounted, clearUncounted] = useUncounted(place)
  const [timeHidden, setTimeHidden] = useState(false)
  const time = useActiveClock(attempt?.id ?? null, resumedMs)
  const focusNext = useFocusNext()
  useOnLeaving(() => keepTime(time.read()))
  const at = (id: string) => ({ release: place.releaseId, block: place.blockId, attempt: id })
  const spent = (running: KeptAttempt) => ({
    activeMs: time.read(),
    wallMs: Math.max(0, Date.now() - running.startedAt),
  })

  const start = () => {
    const begun = begin(startLab(lab))
    setSaying(null)
    setHint(null)
    clearUncounted()
    focusNext(labScreenTitle(place.blockId))
    void record({ ...at(begun.id), type: 'attempt-started', data: { setting: 'lab', mode: 'assessed' } })
  }
  const act = (running: KeptAttempt, standing: LabState, action: string) => {
    const pressed = press(lab, standing, action, standing.values)
    const { activeMs, wallMs } = spent(running)
    setHint(null)
    void record({
      ...at(running.id),
      type: 'lab-step',
      data: {
        nth: standing.presses,
        screen: standing.screen,
        action,
        values: shownValues(lab, standing),
        activeMs,
        wallMs,
      },
    })
    if (!pressed.done) {
      setSaying(afterPress(pressed))
      return change({ ...running, activeMs, lab: pressed.state })
    }
    void record({ ...at(running.id), type: 'attempt-finished', data: { activeMs, wallMs, pausedMs: 0 } })
    setSaying(ended(pressed, activeMs))
    focusNext(practiceTitle(place.blockId))
    end()
  }
  const giveUp = (running: KeptAttempt) => {
    void record({ ...at(running.id), type: 'attempt-gave-up', data: { ...spent(running), pausedMs: 0 } })
    setSaying(null)
    focusNext(practiceTitle(place.blockId))
    end()
  }
  const askHint = (running: KeptAttempt, standing: LabState) => {
    const found = hintOf(screenOf(lab, standing), standing.fieldErrors)
    void record({
      ...at(running.id),
      type: 'hint-asked',
      data: { screen: standing.screen, ...found.about, activeMs: time.read() },
    })
    setHint(found)
    setSaying({ kind: 'hint', words: found.words })
  }

  const running = attempt?.lab ? attempt : null
  const standing = running?.lab ?? null
  // What is wrong on the screen comes first while the lab runs; at its end, that it was for nothing.
  const told: LabSaying | null =
    uncounted !== null && !(running && saying) ? { kind: 'wrong', words: uncountedTry(uncounted) } : saying
  return (
    <LabFrame
      id={place.blockId}
      title={title}
      brief={lab.html}
      running={running !== null}
      attempt={running ? `Attempt ${running.ordinal}` : lastTry(state)}
      step={standing && `Step ${standing.step} of ${labSteps(lab)}: ${screenOf(lab, standing).title}`}
      time={timeHidden ? null : clock(time.shown)}
      onToggleTime={() => setTimeHidden(!timeHidden)}
      saying={told}
      note={<LabNote lab={lab} oldProduct={props.oldProduct} newProduct={props.newProduct} />}
      actions={
        running && standing ? (
          <>
            {hint && (
              <Button kind="quiet" onClick={props.onAskForHelp}>
                Ask your champion
              </Button>
            )}
            <Button kind="quiet" onClick={() => askHint(running, standing)}>
              I am stuck
            </Button>
            <Button
              kind="quiet"
              onClick={() => {
                giveUp(running)
                start()
              }}
            >
              Start again
            </Button>
            <Button kind="quiet" onClick={() => giveUp(running)}>
              Give up
            </Button>
          </>
        ) : (
          <Button kind={state?.tries ? 'outlined' : 'primary'} onClick={start}>
            {state?.tries ? 'Practise again' : 'Start'}
          </Button>
        )
      }
    >
      {running && standing && (
        <LabScreen
          product={props.newProduct}
          screen={screenOf(lab, standing)}
          values={standing.values}
          errors={standing.fieldErrors}
          prefix={place.blockId}
          onEnter={(name, value) =>
            change({
              ...running,
              activeMs: time.read(),
              lab: { ...standing, values: { ...standing.values, [name]: keptText(value) } },
            })
          }
          onAct={(action) => act(running, standing, action)}
        />
      )}
    </LabFrame>
  )
}

function LabNote({ lab, oldProduct, newProduct }: { lab: LabDefinition; oldProduct: string; newProduct: string }) {
  return (
    <>
      Practice screen. Nothing you do here reaches {newProduct}.{' '}
      {lab.baseline?.source === 'old' &&
        `In ${oldProduct} this took ${clock(lab.baseline.ms)}; the time compares products, not people.`}
      {lab.baseline?.source === 'target' && `The aim is ${clock(lab.baseline.ms)}.`}
    </>
  )
}

/** The values of the screen's own fields, as events carry them. */
function shownValues(lab: LabDefinition, state: LabState): Record<string, string> {
  const names = fieldsOf(screenOf(lab, state)).map(({ name }) => name)
  return Object.fromEntries(names.map((name) => [name, state.values[name] ?? '']))
}
