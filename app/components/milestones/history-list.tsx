import type { MilestoneEvent } from '#app/domain/migrations/milestone-changes.server.ts'
import { momentText, shortDayText } from '../dates.ts'

/** Changes of state and decisions so far, the newest first. */
export function HistoryList({
  events,
  timeZone,
  now,
}: {
  events: readonly MilestoneEvent[]
  timeZone: string
  now: Date
}) {
  if (events.length === 0) return <p className="small muted">Nothing recorded yet.</p>
  return (
    <ul className="lines">
      {events.map((event) => (
        <li key={`${event.at}${event.kind}${event.to}`}>
          <p>
            <b>{headline(event)}</b> {event.words}
          </p>
          <p className="sub">
            {momentText(new Date(event.at), timeZone, now)}
            {event.actor && `, ${event.actor}`}
            {event.gates > 0 && `. ${event.held} of ${event.gates} gates held.`}
          </p>
        </li>
      ))}
    </ul>
  )
}

function headline({ kind, from, to }: MilestoneEvent): string {
  if (kind === 'move' && from && to) return `Date moved from ${shortDayText(from, to)} to ${shortDayText(to, from)}.`
  if (kind === 'state') return `From ${from} to ${to}.`
  return kind === 'go' ? 'Go.' : 'No-go.'
}
