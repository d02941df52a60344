import { Temporal } from 'temporal-polyfill'
import type { LocalDay } from '#app/domain/migrations/local-days.ts'

/** A day and a time as a clock on the wall shows them, `2027-04-05` and `10:00`. */
export type WallTime = { day: LocalDay; time: string }

/** Which of two is meant where clocks go back and a time happens twice. */
export type Which = 'earlier' | 'later'

/** The one instant; or that the clocks jump over this time; or the two at which it happens. */
export type Instants =
  | { kind: 'one'; instant: Date }
  | { kind: 'skipped' }
  | { kind: 'twice'; earlier: Date; later: Date; offsets: Record<Which, string> }

/** When clocks of a zone show a day and time. */
export function instantsOf({ day, time }: WallTime, zone: string): Instants {
  const wall = Temporal.PlainDateTime.from(`${day}T${time}`)
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const later = wall.toZonedDateTime(zone, { disambiguation: 'later' })
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { kind: 'one', instant: dateOf(earlier) }
  if (!earlier.toPlainDateTime().equals(wall)) return { kind: 'skipped' }
  const offsets = { earlier: earlier.offset, later: later.offset }
  return { kind: 'twice', earlier: dateOf(earlier), later: dateOf(later), offsets }
}

/** What clocks of a zone show at an instant, to the minute. */
export function wallTimeOf(instant: Date, zone: string): WallTime {
  const there = zoned(instant, zone)
  return { day: there.toPlainDate().toString(), time: there.toPlainTime().toString({ smallestUnit: 'minute' }) }
}

/** Which of two an instant is, where clocks show its time twice; null where they show it once. */
export function whichOf(instant: Date, zone: string): Which | null {
  const found = instantsOf(wallTimeOf(instant, zone), zone)
  if (found.kind !== 'twice') return null
  return instant.getTime() < found.later.getTime() ? 'earlier' : 'later'
}

/** An instant with its zone. */
export function zoned(instant: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone)
}

/** Whether a name is that of a time zone. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return /^[A-Za-z]/.test(name)
  } catch {
    return false
  }
}

const dateOf = (there: Temporal.ZonedDateTime) => new Date(there.epochMilliseconds)
