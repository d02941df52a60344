import { Link } from 'react-router'
import { momentInText } from '#app/components/dates.ts'
import { inWords, sentence } from '#app/components/format.ts'
import type { Today } from '#app/components/ui/date-text.tsx'
import { SectionHead } from '#app/components/ui/head.tsx'
import { StatusMark } from '#app/components/ui/status-mark.tsx'
import type { FiringAlert } from '#app/domain/adoption/alerts/firing.server.ts'

/** The alerts that fire, each leading to its rule; nothing where none does. On paper the gates say enough. */
export function FiringAlerts({ alerts, now, zone }: { alerts: readonly FiringAlert[] } & Today) {
  if (alerts.length === 0) return null
  return (
    <section className="section screen-only" aria-labelledby="alerts">
      <SectionHead
        id="alerts"
        title={alerts.length === 1 ? 'One alert fires' : `${sentence(inWords(alerts.length))} alerts fire`}
      />
      <ul className="first-things">
        {alerts.map(({ id, words, firedAt, link }) => (
          <li key={id}>
            <div>
              <StatusMark state="unmet">Fires</StatusMark> <Link to={link}>{words}</Link>
              <span className="sub">
                Since <time dateTime={firedAt.toISOString()}>{momentInText(firedAt, zone, now)}</time>
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
