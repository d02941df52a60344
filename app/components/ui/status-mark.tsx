import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

export type Tone = 'good' | 'warn' | 'bad' | 'plain' | 'on'

/** Every state that the product shows: its shape and its tone are the same on every page. */
const states = {
  met: ['met', 'good'],
  done: ['met', 'good'],
  unmet: ['unmet', 'bad'],
  waived: ['waived', 'warn'],
  open: ['open', 'plain'],
  'too early': ['open', 'plain'],
  working: ['working', 'on'],
  incomplete: ['late', 'warn'],
  late: ['late', 'bad'],
  blocking: ['blocking', 'bad'],
  major: ['major', 'warn'],
  minor: ['working', 'plain'],
  waiting: ['answerClock', 'plain'],
  'due soon': ['answerClock', 'warn'],
  fixing: ['beingFixed', 'on'],
  helped: ['effect', 'good'],
  withheld: ['withheld', 'plain'],
  kept: ['kept', 'plain'],
  help: ['help', 'bad'],
} satisfies Record<string, [IconName, Tone]>

export type State = keyof typeof states

/** A state: an icon and a word. The colour only repeats what the shape and the word say. */
export function StatusMark({ state, children }: { state: State; children: ReactNode }) {
  const [icon, tone] = states[state]
  return (
    <span className={`mark is-${tone}`}>
      <Icon name={icon} small />
      {children}
    </span>
  )
}

/** A short label such as a release: framed, never coloured. */
export function Tag({ children }: { children: ReactNode }) {
  return <span className="tag">{children}</span>
}
