import { Link } from 'react-router'
import { Moment, type Today } from '#app/components/ui/date-text.tsx'
import { StatusMark } from '#app/components/ui/status-mark.tsx'
import type { FiringAlert } from '#app/domain/adoption/alerts/firing.server.ts'

/** The alerts that fire, each leading to its rule; nothing where none does. On paper the gates say enough. */
export function FiringAlerts({ alerts, now, zone }: { alerts: readonly FiringAlert[] } & Today) {
  if (alerts.length === 0) return null
  return (
    <section className="section screen-only" aria-labelledby="alerts">
      <h2 id="alerts">Alerts</h2>
      <ul>
        {alerts.map(({ id, words, firedAt, link }) => (
          <li key={id}>
            <StatusMark state="unmet">Fires</StatusMark> <Link to={link}>{words}</Link>{' '}
            <span className="small muted">
              since <Moment at={firedAt} now={now} zone={zone} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
