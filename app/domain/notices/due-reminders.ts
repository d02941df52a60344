import { addDays, daysBetween, type LocalDay, localDay } from '#app/domain/migrations/local-days.ts'

/** People are reminded so many days before something is due. */
export const REMINDER_DAYS = [7, 1] as const

/** Reminders go out in the morning of the migration's zone, and later only if no server ran then. */
const FROM_HOUR = 8
const UNTIL_HOUR = 20

/** `again`: completed once, and only what changed since is due. */
export type DueModule = { title: string; minutes: number; dueOn: LocalDay; again: boolean }

/** The local day whose reminders go out now; null outside the hours in which people are reminded. */
export function reminderDay(now: Date, zone: string): LocalDay | null {
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(now),
  )
  return hour >= FROM_HOUR && hour < UNTIL_HOUR ? localDay(now, zone) : null
}

/** The days on which something must be due for somebody to be reminded today. */
export const daysReminded = (today: LocalDay): LocalDay[] => REMINDER_DAYS.map((days) => addDays(today, days))

/** One digest a day at most: its key is the migration's and the day's, whatever it names. */
export const digestKey = (migrationId: string, today: LocalDay): string => `due:${migrationId}:${today}`

/** What a digest says, the nearest due day first. `modules` is not empty. */
export function digestOf(modules: readonly DueModule[], today: LocalDay): { title: string; words: string } {
  const parts = REMINDER_DAYS.toReversed().flatMap((days) => {
    const due = modules.filter(({ dueOn }) => daysBetween(today, dueOn) === days)
    return due.length === 0 ? [] : [`${when(days)}: ${due.map(named).join('; ')}.`]
  })
  const days = Math.min(...modules.map(({ dueOn }) => daysBetween(today, dueOn)))
  const nearest = modules.filter(({ dueOn }) => daysBetween(today, dueOn) === days)
  return { title: `${counted(nearest)} ${when(days).toLowerCase()}.`, words: parts.join(' ') }
}

function counted(modules: readonly DueModule[]): string {
  const again = modules.filter((module) => module.again).length
  const parts = [many(modules.length - again, 'module'), many(again, 'refresher')].filter((part) => part !== null)
  return `${parts.join(' and ').replace(/ One/, ' one')} ${modules.length === 1 ? 'is' : 'are'}`
}

const many = (count: number, what: string): string | null =>
  count === 0 ? null : count === 1 ? `One ${what}` : `${count} ${what}s`

const when = (days: number) => (days === 1 ? 'Due tomorrow' : `Due in ${days} days`)
const named = ({ title, minutes, again }: DueModule) =>
  again ? `what changed in ${title}, about ${minutes} min` : `${title}, about ${minutes} min`
