/**
 * Days of a migration: `YYYY-MM-DD` in its IANA time zone, which alone decides when a day ends. Pure.
 * A database `date` arrives as midnight UTC of that day; `dayOf` and `dateOf` translate.
 */

/** A calendar day, `2026-03-29`. Compares as text. */
export type LocalDay = string

const HOUR = 3_600_000
const DAY = 24 * HOUR

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB-u-ca-iso8601-nu-latn', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
    formatters.set(zone, formatter)
  }
  return formatter
}

/** What clocks in the zone show at an instant, read as if it were UTC. */
function wallClock(instant: Date, zone: string): number {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
  for (const { type, value } of formatterOf(zone).formatToParts(instant)) part[type] = value
  return Date.UTC(
    Number(part.year),
    Number(part.month) - 1,
    Number(part.day),
    Number(part.hour),
    Number(part.minute),
    Number(part.second),
  )
}

/** The day of a `@db.Date`. */
export function dayOf(date: Date): LocalDay {
  return date.toISOString().slice(0, 10)
}

/** A day as `@db.Date` wants it: midnight UTC. */
export function dateOf(day: LocalDay): Date {
  return new Date(`${day}T00:00:00Z`)
}

const QUARTER = HOUR / 4

/** Zones keep to whole quarters of an hour since the last one gave up doing otherwise, in 1972. */
const QUARTERS_SINCE = Date.UTC(1973, 0) / QUARTER

/** The day that was last asked for, by zone: every page asks for today several times. */
const lastAsked = new Map<string, { quarter: number; day: LocalDay }>()

/** The day that it is in the zone. */
export function localDay(instant: Date, zone: string): LocalDay {
  const quarter = Math.floor(instant.getTime() / QUARTER)
  const last = lastAsked.get(zone)
  if (last?.quarter === quarter) return last.day
  const day = dayOf(new Date(wallClock(instant, zone)))
  if (quarter > QUARTERS_SINCE) lastAsked.set(zone, { quarter, day })
  return day
}

/** Calendar days later, or earlier. */
export function addDays(day: LocalDay, days: number): LocalDay {
  return dayOf(new Date(dateOf(day).getTime() + days * DAY))
}

/** Calendar days from one day to another; negative if `to` is earlier. */
export function daysBetween(from: LocalDay, to: LocalDay): number {
  return Math.round((dateOf(to).getTime() - dateOf(from).getTime()) / DAY)
}

const inFull = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})

/** A day in a sentence that is kept, and may be read in another year: "Monday, 5 October 2026". */
export function dayInWords(day: LocalDay): string {
  return inFull.format(dateOf(day))
}

/** The first instant of a day in the zone: midnight, or where clocks jump over midnight, the instant after the jump. */
export function startOfDay(day: LocalDay, zone: string): Date {
  const midnight = dateOf(day).getTime()
  // Offsets differ by a change at most once around midnight: the right one is what holds just before or just after.
  for (const guess of [midnight - DAY, midnight + DAY]) {
    const offset = wallClock(new Date(guess), zone) - guess
    const instant = new Date(midnight - offset)
    if (localDay(instant, zone) === day && localDay(new Date(instant.getTime() - 1), zone) < day) return instant
  }
  return firstInstantAfter(midnight, day, zone)
}

/** Midnight does not exist or happens twice: looks for the minute in which the day begins. */
function firstInstantAfter(midnight: number, day: LocalDay, zone: string): Date {
  let before = midnight - DAY
  let inside = midnight + DAY
  while (inside - before > 1) {
    const middle = Math.floor((before + inside) / 2)
    if (localDay(new Date(middle), zone) < day) before = middle
    else inside = middle
  }
  return new Date(inside)
}

/** The instant at which a day is over in the zone; nothing of the day is at or after it. */
export function endOfDay(day: LocalDay, zone: string): Date {
  return startOfDay(addDays(day, 1), zone)
}

/** The Monday of a day's week. */
export function weekOf(day: LocalDay): LocalDay {
  const weekday = dateOf(day).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}
