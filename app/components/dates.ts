import { daysBetween, type LocalDay } from '#app/domain/migrations/local-days.ts'

/**
 * How days and moments are written. The words are our own, not the machine's: a server and a browser with different
 * language data would otherwise write different pages.
 */

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const LONG_WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const LONG_MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** The local day and time of a moment in a zone. */
export function localOf(moment: Date, zone: string): { date: LocalDay; time: string } {
  const parts = Object.fromEntries(
    formatter(zone)
      .formatToParts(moment)
      .map((part) => [part.type, part.value]),
  )
  return { date: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` }
}

/** A day: `Fri 18 Sep`, with its year where that is not this year. */
export function dayText(date: LocalDay, today: LocalDay): string {
  const { weekday, day, month, year } = fields(date)
  return `${WEEKDAYS[weekday]} ${day} ${MONTHS[month]}${ofAnotherYear(date, today) ? ` ${year}` : ''}`
}

/** A day in a title: `Monday 5 October`. */
export function longDayText(date: LocalDay, today: LocalDay): string {
  const { weekday, day, month, year } = fields(date)
  return `${LONG_WEEKDAYS[weekday]} ${day} ${LONG_MONTHS[month]}${ofAnotherYear(date, today) ? ` ${year}` : ''}`
}

/** A day where the weekday says nothing: `18 Sep`, `18 Sep 2025`. */
export function shortDayText(date: LocalDay, today: LocalDay): string {
  const { day, month, year } = fields(date)
  return `${day} ${MONTHS[month]}${ofAnotherYear(date, today) ? ` ${year}` : ''}`
}

/** A moment: `Today, 08:12`, `Yesterday, 16:40`, `Mon 14 Sep, 16:40`. */
export function momentText(moment: Date, zone: string, now: Date): string {
  const { date, time } = localOf(moment, zone)
  const today = localOf(now, zone).date
  const days = daysBetween(today, date)
  return `${days === 0 ? 'Today' : days === -1 ? 'Yesterday' : dayText(date, today)}, ${time}`
}

/** A moment within a sentence: `today, 08:12`, `Mon 14 Sep, 16:40`. */
export const momentInText = (moment: Date, zone: string, now: Date): string =>
  momentText(moment, zone, now).replace(/^(?:Today|Yesterday)/, (day) => day.toLowerCase())

/** How far a day is: `today`, `tomorrow`, `in 3 days`, `yesterday`, `3 days ago`. */
export function inDaysText(date: LocalDay, today: LocalDay): string {
  const days = daysBetween(today, date)
  if (days === 0) return 'today'
  if (days === 1) return 'tomorrow'
  if (days === -1) return 'yesterday'
  return days > 0 ? `in ${days} days` : `${-days} days ago`
}

const ofAnotherYear = (date: LocalDay, today: LocalDay) => date.slice(0, 4) !== today.slice(0, 4)

function fields(date: LocalDay) {
  const day = new Date(`${date}T00:00Z`)
  return { weekday: day.getUTCDay(), day: day.getUTCDate(), month: day.getUTCMonth(), year: day.getUTCFullYear() }
}

/** Making a formatter costs more than using it a thousand times, and a deployment knows few zones. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  formatters.set(zone, made)
  return made
}
