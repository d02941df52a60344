import { dayText, momentText } from '#app/components/dates.ts'
import type { Today } from '#app/components/ui/date-text.tsx'
import { todayOf } from '#app/components/ui/date-text.tsx'
import { type Standing, type Station, stationsOf } from '#app/domain/confusion/thread.ts'

const places = { passed: undefined, now: 'now', ahead: 'open' } as const

/** The way of a report, as a short route: sent, answered, and what it came to. */
export function ReportWay({ standing, today }: { standing: Standing; today: Today }) {
  return (
    <ol className="report-way">
      {stationsOf(standing).map((station) => (
        <li
          key={station.name}
          className={places[station.place]}
          aria-current={station.place === 'now' ? 'step' : undefined}
        >
          <b>{station.name}</b>
          <span className="sub">{whenOf(station, today)}</span>
        </li>
      ))}
    </ol>
  )
}

function whenOf({ at, day, place }: Station, today: Today): string {
  if (at) return momentText(at, today.zone, today.now)
  if (day) return `By ${dayText(day, todayOf(today))}`
  return place === 'ahead' ? 'Not yet' : ''
}
