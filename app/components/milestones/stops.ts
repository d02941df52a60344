import { daysBetween } from '#app/domain/migrations/local-days.ts'
import type { MilestoneSummary } from '#app/domain/migrations/milestones.server.ts'
import { paths } from '#app/http/paths.ts'
import { dayText, shortDayText } from '../dates.ts'
import type { Stop } from '../ui/milestone-route.tsx'

const STATE_WORDS = {
  planned: 'Planned',
  training: 'Training',
  live: 'Live',
  closed: 'Closed',
  'rolled back': 'Rolled back',
} as const

/** "Live since 13 Jul", "Training, Mon 5 Oct". */
export function milestoneWhen(
  { state, stateSince, date }: Pick<MilestoneSummary, 'state' | 'stateSince' | 'date'>,
  today: string,
): string {
  if (state === 'live') return `Live since ${shortDayText(stateSince ?? date, today)}`
  if (state === 'closed' || state === 'rolled back')
    return `${STATE_WORDS[state]}, ${shortDayText(stateSince ?? date, today)}`
  return `${STATE_WORDS[state]}, ${dayText(date, today)}`
}

/** The milestones as stations of the route. */
export function stopsOf(milestones: readonly MilestoneSummary[], today: string, current?: string): Stop[] {
  return milestones.map((milestone) => ({
    key: milestone.slug,
    name: milestone.name.split(':')[0] ?? milestone.name,
    state: milestone.state,
    when: milestoneWhen(milestone, today),
    to: paths.milestone(milestone.slug),
    current: milestone.slug === current,
  }))
}

/** Where today lies on the route; null before the first station. */
export function todayOn(
  dates: readonly string[],
  today: string,
): { after: number; share: number; words: string } | null {
  const after = dates.findLastIndex((date) => date <= today)
  if (after < 0) return null
  const from = dates[after] as string
  const to = dates[after + 1]
  const share =
    to === undefined ? 0.5 : Math.min(0.9, Math.max(0.1, daysBetween(from, today) / Math.max(1, daysBetween(from, to))))
  return { after, share, words: `Today, ${shortDayText(today, today)}` }
}
