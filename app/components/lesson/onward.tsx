import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { paths } from '#app/http/paths.ts'
import { Icon } from '../ui/icon.tsx'
import { StatusMark } from '../ui/status-mark.tsx'

export type NextModule = { to: string; title: string; minutes: number }

type OnwardProps = {
  /** what is still missing, in short words ("task", "check"); empty when complete */
  missing: readonly string[]
  /** for a module that the learner confirms: the form with *Done, next* */
  confirm?: ReactNode
  next: NextModule | null
  /** a quick reference: it is looked up, never completed */
  nothingAsked?: boolean
}

/** The end of a module: complete or not, and where to go. Nobody is held back; what is missing is said. */
export function Onward({ missing, confirm, next, nothingAsked = false }: OnwardProps) {
  const complete = missing.length === 0 && !confirm && !nothingAsked
  return (
    <nav className="onward" aria-label="Onward">
      {complete && <StatusMark state="done">Complete</StatusMark>}
      {missing.length > 0 && <StatusMark state="incomplete">Not complete yet: {missing.join(', ')}</StatusMark>}
      {confirm}
      {next ? (
        <Link className="onward-next" to={next.to} prefetch="intent">
          <span className="over">Next, {next.minutes} min</span>
          <b>{next.title}</b>
          <Icon name="next" />
        </Link>
      ) : (
        <Link className="onward-next" to={paths.home()}>
          <span className="over">Nothing else is due</span>
          <b>Back to Home</b>
          <Icon name="next" />
        </Link>
      )}
      {missing.length > 0 && next && (
        <p className="small muted">You may go on; this module stays on your list until it is complete.</p>
      )}
    </nav>
  )
}
