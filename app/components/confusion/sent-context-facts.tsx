import { attemptWords } from '#app/domain/confusion/attempt-errors.ts'
import type { SentContext } from '#app/domain/confusion/own-reports.ts'

/** What went with a report of one's own, and what did not. */
export function SentContextFacts({ context, release }: { context: SentContext; release: string }) {
  const { anonymous, blocking, milestone, audience, attempt, browser, place } = context
  const facts: [name: string, value: string | null][] = [
    ['Your name', anonymous ? 'Not sent' : 'Sent'],
    ['Release', context.withdrawn ? `${release}, withdrawn since` : release],
    ['Place', place],
    ['Milestone', milestone],
    ['Audience', audience ?? (anonymous ? 'Not sent' : null)],
    ['Attempt', attempt === null ? (anonymous ? 'Not sent' : null) : `Your ${attemptWords(attempt)}`],
    ['Browser', browser ?? (anonymous ? 'Not sent' : null)],
    ['Stops you', blocking ? 'Yes' : 'No'],
  ]
  return (
    <section aria-labelledby="along">
      <h2 id="along">What went with it</h2>
      <dl className="facts">
        {facts
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}
