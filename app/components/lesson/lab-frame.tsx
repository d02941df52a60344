import type { ReactNode } from 'react'
import { TextButton } from '../ui/button.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import type { Tone } from '../ui/status-mark.tsx'
import { Prose } from './lesson-blocks.tsx'
import { practiceTitle } from './practice-ids.ts'

const sayings = {
  right: { icon: 'tip', tone: 'good' },
  wrong: { icon: 'late', tone: 'warn' },
  critical: { icon: 'blocking', tone: 'bad' },
  hint: { icon: 'tip', tone: 'on' },
  done: { icon: 'met', tone: 'good' },
} satisfies Record<string, { icon: IconName; tone: Tone }>

/** What is told under the practice screen: the point first, then what to look at. */
export type LabSaying = { kind: keyof typeof sayings; words: string; more?: string | null }

type LabFrameProps = {
  id: string
  title: string
  /** the brief, as HTML; unfolded before the start, at hand while the lab runs */
  brief: string
  running: boolean
  /** how it stands, in words: "Attempt 2", "Step 3 of 5: decide about the line that differs" */
  attempt: string
  step?: ReactNode
  /** active time in words; null hides it with the switch that shows it again */
  time: string | null
  onToggleTime?: () => void
  saying: LabSaying | null
  /** "Practice screen. Nothing you do here reaches Meridian. …" */
  note: ReactNode
  /** before the start: the ways to begin, with what counts */
  start?: ReactNode
  /** in guided mode: what to do next */
  guide?: ReactNode
  /** while running: *I am stuck*, *Start again*, *Give up* */
  actions: ReactNode
  /** the practice screen; absent before the start */
  children?: ReactNode
}

/** What stands around a practice screen: how the attempt stands, the screen, what was right or wrong, what one can do. */
export function LabFrame(props: LabFrameProps) {
  const { id, title, brief, running, attempt, step, start, guide, saying, note, actions, children } = props
  return (
    <section className="lab" aria-labelledby={practiceTitle(id)}>
      <div className="lab-bar">
        <p>
          <b id={practiceTitle(id)} tabIndex={-1}>
            {title}
          </b>{' '}
          <span className="muted">
            {attempt}
            {step && <>. {step}</>}
          </span>
        </p>
        {running && <LabTime time={props.time} onToggle={props.onToggleTime} />}
      </div>
      {children ? (
        <details className="lab-paper">
          <summary>What you have to do</summary>
          <Prose html={brief} small />
        </details>
      ) : (
        <div className="lab-brief">
          <Prose html={brief} small />
          {start}
        </div>
      )}
      {guide}
      {children}
      <div role="status">{saying && <Saying {...saying} />}</div>
      <div className="lab-foot">
        <span>{note}</span>
        <span className="btn-row">{actions}</span>
      </div>
    </section>
  )
}

/** The time is small and can be hidden: it compares products, not people. */
function LabTime({ time, onToggle }: { time: string | null; onToggle: (() => void) | undefined }) {
  return (
    <p className="lab-time num" title="Active time. It stops while you are away.">
      <Icon name="activeTime" small />
      {time !== null && (
        <>
          <span className="sr">Active time</span>
          {time}
        </>
      )}
      {onToggle && <TextButton onClick={onToggle}>{time === null ? 'Show time' : 'Hide time'}</TextButton>}
    </p>
  )
}

function Saying({ kind, words, more }: LabSaying) {
  const { icon, tone } = sayings[kind]
  return (
    <p className="lab-say">
      <span className={`is-${tone}`}>
        <Icon name={icon} />
      </span>
      <span>
        <b>{words}</b> {more}
      </span>
    </p>
  )
}
