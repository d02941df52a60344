import type { CSSProperties } from 'react'
import type { Way, WayStop } from '#app/domain/identity/way.ts'
import { daysBetween } from '#app/domain/migrations/local-days.ts'
import { inDaysText, localOf, longDayText, shortDayText } from '../dates.ts'
import { Station } from '../ui/milestone-route.tsx'

/** The migration as one upright line: the old product, its milestones with today among them, the new product. */
export function WayMap({ way, now }: { way: Way; now: Date }) {
  const today = localOf(now, way.timeZone).date
  const dates = way.stops.map((stop) => stop.date)
  const passed = dates.filter((date) => date <= today).length
  return (
    <>
      <p className="over">{way.organisation}</p>
      <ol className="way-map">
        <li className={passed === 0 ? 'bank old ahead' : 'bank old'}>
          <b>{way.oldProduct}</b>
          <span className="when">Where you come from</span>
        </li>
        {way.stops.map((stop, place) => {
          const here = place === passed - 1
          return (
            <li
              key={stop.name}
              className={here ? 'has-today' : place >= passed ? 'ahead' : undefined}
              style={
                here ? ({ '--at': `${shareOfToday(stop.date, dates[place + 1], today)}%` } as CSSProperties) : undefined
              }
            >
              <Station state={stop.state} />
              <b>{stop.name}</b>
              <span className="when">{when(stop, today)}</span>
              {here && <span className="way-today">Today</span>}
            </li>
          )
        })}
        <li className="bank new">
          <b>{way.newProduct}</b>
          <span className="when">Everybody able, before the switch</span>
        </li>
      </ol>
    </>
  )
}

/** How far today lies on the way to the next stop; kept off the words of both. */
function shareOfToday(from: string, to: string | undefined, today: string): number {
  const share = to === undefined ? 0.62 : daysBetween(from, today) / Math.max(1, daysBetween(from, to))
  return Math.round(100 * Math.min(0.74, Math.max(0.56, share)))
}

function when({ state, date }: WayStop, today: string): string {
  if (state === 'closed') return `Closed, ${shortDayText(date, today)}`
  if (state === 'live') return `Live since ${shortDayText(date, today)}`
  if (state === 'rolled back') return `Rolled back, ${shortDayText(date, today)}`
  return `${longDayText(date, today)}, ${inDaysText(date, today)}`
}
