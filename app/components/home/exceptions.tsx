import type { PersonException } from '#app/domain/modules/exceptions.ts'
import { paths } from '#app/http/paths.ts'
import { dayText, shortDayText } from '../dates.ts'
import { SectionHead } from '../ui/head.tsx'
import { PageLink } from '../ui/page-link.tsx'
import { StatusMark } from '../ui/status-mark.tsx'

/** What the learner need not do, or has more time for: who decided it, when, and why. */
export function Exceptions({ exceptions, today }: { exceptions: readonly PersonException[]; today: string }) {
  if (exceptions.length === 0) return null
  return (
    <section className="section" aria-labelledby="exceptions">
      <SectionHead id="exceptions" title="Decided for you" />
      <ul className="lines">
        {exceptions.map(({ assignmentId, slug, title, dueOn, by, on, reason }) => (
          <li key={assignmentId}>
            <PageLink to={paths.module(slug)}>{title}</PageLink>{' '}
            <StatusMark state="waived">
              {dueOn ? `You have time until ${dayText(dueOn, today)}` : 'You need not do this'}
            </StatusMark>
            <p className="sub">
              {by}, {shortDayText(on, today)}: {reason}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
