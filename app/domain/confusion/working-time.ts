import { Temporal } from 'temporal-polyfill'
import { dateOf, dayOf, type LocalDay, localDay } from '#app/domain/migrations/local-days.ts'

/** When an organisation works: days of the week (1 is Monday), from and to in minutes of the day, and in which zone. Pure. */
export type WorkingTime = {
  days: readonly number[]
  opensAt: number
  closesAt: number
  holidays: readonly LocalDay[]
  zone: string
}

const MINUTE = 60_000
const DAY = 86_400_000
/** Nothing is counted further than this: whatever is that old is late by any measure. */
const MOST_DAYS = 1_500
const MOST_KEPT = 20_000

/** So much work a day has. */
export const workDayMs = ({ opensAt, closesAt }: WorkingTime): number => (closesAt - opensAt) * MINUTE

/** How much of the time between two instants is working time, in milliseconds; none where `to` is earlier. */
export function workingMs(time: WorkingTime, from: Date, to: Date): number {
  let sum = 0
  for (const { opens, closes } of workDays(time, from)) {
    if (opens >= to.getTime()) break
    sum += Math.max(0, Math.min(closes, to.getTime()) - Math.max(opens, from.getTime()))
  }
  return sum
}

/** When so much working time has passed after an instant. */
export function afterWorking(time: WorkingTime, from: Date, ms: number): Date {
  let left = ms
  let last = from.getTime()
  for (const { opens, closes } of workDays(time, from)) {
    const begins = Math.max(opens, from.getTime())
    last = closes
    if (closes - begins >= left) return new Date(begins + left)
    left -= Math.max(0, closes - begins)
  }
  return new Date(last)
}

/** A day of work, as instants: where clocks change, a day has an hour more or less. */
type WorkDay = { opens: number; closes: number }

/** The days of work from that of an instant on. */
function* workDays(time: WorkingTime, from: Date): Generator<WorkDay> {
  const first = dateOf(localDay(from, time.zone)).getTime() / DAY
  for (let count = 0; count < MOST_DAYS; count++) {
    const day = workDayOf(time, first + count)
    if (day) yield day
  }
}

/** By number since 1970; a board asks for the same days for each of its questions. */
const workDaysKnown = new WeakMap<WorkingTime, Map<number, WorkDay | null>>()

function workDayOf(time: WorkingTime, number: number): WorkDay | null {
  let days = workDaysKnown.get(time)
  if (!days) {
    days = new Map()
    workDaysKnown.set(time, days)
  }
  const kept = days.get(number)
  if (kept !== undefined) return kept
  const date = new Date(number * DAY)
  const day = dayOf(date)
  const isFree = !time.days.includes(date.getUTCDay() || 7) || time.holidays.includes(day)
  const found = isFree
    ? null
    : { opens: instantAt(day, time.opensAt, time.zone), closes: instantAt(day, time.closesAt, time.zone) }
  days.set(number, found)
  return found
}

const known = new Map<string, number>()

/** When clocks of the zone show a minute of a day; where they jump over it, as if they had not. */
function instantAt(day: LocalDay, minute: number, zone: string): number {
  const key = `${day} ${minute} ${zone}`
  const kept = known.get(key)
  if (kept !== undefined) return kept
  if (known.size >= MOST_KEPT) known.clear()
  const wall = Temporal.PlainDateTime.from(day).add({ minutes: minute })
  const instant = wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds
  known.set(key, instant)
  return instant
}
