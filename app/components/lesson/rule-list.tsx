import type { ReactNode } from 'react'
import { Icon } from '../ui/icon.tsx'
import { PageLink } from '../ui/page-link.tsx'

/** One requirement of a module in words, and how it stands with this person. */
export type Need = {
  key: string
  met: boolean
  what: string
  soFar?: string | null
  /** where it is done */
  to?: string | null
}

/** "Complete when": what the module asks for, and what of it is met. */
export function RuleList({ needs }: { needs: readonly Need[] }) {
  return (
    <ul className="needs">
      {needs.map((need) => (
        <li key={need.key} className={need.met ? 'is-done' : undefined}>
          <Icon name={need.met ? 'met' : 'open'} />
          <span>
            <b>{need.to && !need.met ? <PageLink to={need.to}>{need.what}</PageLink> : need.what}</b> {need.soFar}
            {need.met && !need.soFar && <span className="sr">Done.</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** The rule beside the text of a module; `note` is a line below it. */
export function RuleAside({ needs, note }: { needs: readonly Need[]; note?: ReactNode }) {
  return (
    <aside className="lesson-rule" aria-labelledby="complete-when">
      <h2 className="label" id="complete-when">
        Complete when
      </h2>
      <RuleList needs={needs} />
      {note && <p className="xs muted">{note}</p>}
    </aside>
  )
}
