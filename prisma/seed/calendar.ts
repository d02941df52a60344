import type { Random } from './random.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The demo's days, counted from the day of loading: `daysAgo(35)` is five weeks before it, at the same time. */
export function daysFrom(now: Date, days: number): Date {
  return new Date(now.getTime() + days * DAY)
}

/** A moment of a working day between two instants: Monday to Friday, 8:00 to 17:30 (UTC is near enough for a demo). */
export function workingMoment(random: Random, from: Date, to: Date): Date {
  const span = Math.max(HOUR, to.getTime() - from.getTime())
  for (let tries = 0; tries < 40; tries++) {
    const day = new Date(from.getTime() + random.next() * span)
    day.setUTCHours(8, 0, 0, 0)
    const moment = new Date(day.getTime() + Math.floor(random.next() * 9.5 * HOUR))
    const weekday = moment.getUTCDay()
    if (weekday !== 0 && weekday !== 6 && moment >= from && moment <= to) return moment
  }
  return new Date(from.getTime() + random.next() * span)
}
