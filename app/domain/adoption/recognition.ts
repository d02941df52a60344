import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import type { Share } from './standing.ts'

/** For how many days an answer counts as what helped. */
export const UNSTUCK_DAYS = 14

/** What a cohort achieved: of all time, or of a period. */
export type CohortThanks = {
  cohort: { id: string; name: string }
  /** by milestone, of those that a session of the cohort was about; as on the adoption page */
  coverage: { milestone: string; share: Share }[]
  unstuck: number
  raised: number
  solved: number
}

/** Whether there is anything to thank for. */
export const hasAny = ({ coverage, unstuck, raised }: CohortThanks): boolean =>
  unstuck > 0 || raised > 0 || coverage.some(({ share }) => share.part > 0)

/** A cohort's figures in words, for pages and mails alike; what is nothing is left out. */
export function thanksWords({ coverage, unstuck, raised, solved }: CohortThanks): string[] {
  return [
    ...coverage
      .filter(({ share }) => share.part > 0)
      .map(({ milestone, share }) => `${milestone}: ${share.part} of ${share.whole} people came to a session.`),
    ...(unstuck > 0 ? [`${people(unstuck)} asked for help, got it, and went on.`] : []),
    ...(raised > 0 ? [`${reports(raised)} raised, ${solved === 0 ? 'none' : solved} solved so far.`] : []),
  ]
}

const people = (count: number) => (count === 1 ? 'One person' : `${count} people`)
const reports = (count: number) => (count === 1 ? 'One report was' : `${count} reports were`)

/** The month before the one that a day is in: its first day, and the first day after it. */
export function monthBefore(day: LocalDay): { from: LocalDay; to: LocalDay } {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const [before, of] = month === 1 ? [year - 1, 12] : [year, month - 1]
  return { from: dayIn(before, of), to: dayIn(year, month) }
}

const dayIn = (year: number, month: number): LocalDay => `${year}-${String(month).padStart(2, '0')}-01`

/** The first day of a month that is no Saturday and no Sunday. */
export function firstWorkingDay(day: LocalDay): LocalDay {
  const first = `${day.slice(0, 7)}-01`
  const weekday = new Date(`${first}T00:00:00Z`).getUTCDay()
  const later = weekday === 6 ? 2 : weekday === 0 ? 1 : 0
  return `${day.slice(0, 7)}-0${1 + later}`
}
