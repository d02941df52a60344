import { type ReactNode, useEffect, useMemo, useState } from 'react'
import type { Guide } from '#app/domain/practice/lab-guide.ts'
import type { TaskState } from '#app/domain/progress/standing.ts'
import type { LabDefinition } from '#app/lessons/definitions.ts'
import { clock } from '../format.ts'
import { LabFrame } from '../lesson/lab-frame.tsx'
import { Button } from '../ui/button.tsx'
import { GoOnHere } from './go-on-here.tsx'
import { LabStart } from './lab-start.tsx'
import { standsHere } from './sayings.ts'
import type { TaskPlace } from './use-attempt.ts'
import { type RunningLab, useLab } from './use-lab.ts'

type LabTaskProps = {
  place: TaskPlace
  title: string
  lab: LabDefinition
  state: TaskState | undefined
  /** the module's rule takes a success with guidance */
  guidedCounts: boolean
  oldProduct: string
  newProduct: string
  /** asks the champion; offered once the hint did not do */
  onAskForHelp: () => void
}

/** A lab on the page: before the start its brief and the two ways to begin, then the practice screen. */
export function LabTask(props: LabTaskProps) {
  const { place, title, lab, state, guidedCounts, newProduct } = props
  const { running, elsewhere, isComing, fetchAgain, endedHere, said, shownMs, start } = useLab(
    place,
    lab,
    state,
    guidedCounts,
  )
  const [timeHidden, setTimeHidden] = useState(false)
  const guide = useGuide(lab, running)
  return (
    <LabFrame
      id={place.blockId}
      title={title}
      brief={lab.html}
      running={running !== null}
      attempt={running ? attemptWords(running) : standsHere(state, elsewhere?.attempt ?? null, endedHere)}
      step={running && stepWords(lab, running)}
      time={timeHidden ? null : clock(shownMs)}
      onToggleTime={() => setTimeHidden(!timeHidden)}
      saying={said}
      note={<LabNote lab={lab} oldProduct={props.oldProduct} newProduct={newProduct} />}
      start={
        elsewhere ? (
          <GoOnHere onGoOn={elsewhere.goOnHere} />
        ) : fetchAgain ? (
          <LabMissing onFetch={fetchAgain} />
        ) : isComing ? (
          <p className="small muted">Opening your attempt where you left it.</p>
        ) : (
          <LabStart state={state} guidedCounts={guidedCounts} onStart={start} />
        )
      }
      guide={running && guide !== undefined && <running.engine.LabGuide guide={guide} prefix={place.blockId} />}
      actions={running && <LabActions running={running} onAskForHelp={props.onAskForHelp} />}
    >
      {running && (
        <running.engine.LabScreen
          product={newProduct}
          screen={running.engine.screenOf(lab, running.standing)}
          values={running.standing.values}
          errors={running.standing.fieldErrors}
          sums={running.standing.wrongSums ?? []}
          prefix={place.blockId}
          next={guide ?? null}
          onEnter={running.enter}
          onAct={running.act}
        />
      )}
    </LabFrame>
  )
}

/** What comes next in guided mode; undefined without guidance. What the screen hides comes into view. */
function useGuide(lab: LabDefinition, running: RunningLab | null): Guide | null | undefined {
  const guided = running?.attempt.mode === 'guided' ? running : null
  const standing = guided?.standing
  const guideOf = guided?.engine.guideOf
  const guide = useMemo(() => (standing ? guideOf?.(lab, standing) : undefined), [lab, standing, guideOf])
  const control = guide && (guide.control === 'field' ? guide.field.name : guide.action.id)
  useEffect(() => {
    if (control) document.querySelector('.is-next')?.scrollIntoView({ block: 'nearest' })
  }, [control])
  return guide
}

const attemptWords = ({ attempt: { ordinal, mode } }: RunningLab): string =>
  mode === 'guided' ? `Attempt ${ordinal}, with guidance` : `Attempt ${ordinal}`

const stepWords = (lab: LabDefinition, { standing, engine: { labSteps, screenOf } }: RunningLab): string =>
  `Step ${standing.step} of ${labSteps(lab)}: ${screenOf(lab, standing).title}`

function LabActions({ running, onAskForHelp }: { running: RunningLab; onAskForHelp: () => void }): ReactNode {
  return (
    <>
      {running.hinted && (
        <Button kind="quiet" onClick={onAskForHelp}>
          Ask your champion
        </Button>
      )}
      <Button kind="quiet" onClick={running.askHint}>
        I am stuck
      </Button>
      <Button kind="quiet" onClick={running.startAgain}>
        Start again
      </Button>
      <Button kind="quiet" onClick={running.giveUp}>
        Give up
      </Button>
    </>
  )
}

/** Without a network, in a browser that keeps no copies. */
function LabMissing({ onFetch }: { onFetch: () => void }) {
  return (
    <div className="btn-row" role="status">
      <span className="small">The practice screen could not be loaded. Try again when you are connected.</span>
      <Button onClick={onFetch}>Try again</Button>
    </div>
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
