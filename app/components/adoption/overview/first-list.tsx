import { LinkButton } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { FirstWords } from './first-words.ts'

/** What to do first, the heaviest on top, each with its way. */
export function FirstList({ things }: { things: readonly FirstWords[] }) {
  if (things.length === 0) {
    return (
      <Problem kind="empty" title="Nothing stands out">
        No gate is missed, nobody is overdue, no task is slow, no question is open, and every cohort has a session.
      </Problem>
    )
  }
  return (
    <ol className="first-things">
      {things.map(({ what, why, act }, place) => (
        <li key={what}>
          <div>
            <strong>{what}</strong>
            <span className="sub">{why}</span>
          </div>
          <LinkButton to={act.to} {...(place === 0 ? { kind: 'primary' } : {})}>
            {act.label}
          </LinkButton>
        </li>
      ))}
    </ol>
  )
}
