import { addDays, type LocalDay } from '#app/domain/migrations/local-days.ts'
import type { AdoptionScope, AudienceName } from '../looked-at.server.ts'
import { completionByDay, type GroupProgress } from '../standing.ts'

/** People complete at the end of each day, of `people` asked today. */
export type CompletionSeries = { audience: AudienceName | null; name: string; people: number; complete: number[] }

/** How audiences stand, by their ids. */
export type Groups = ReadonlyMap<string, GroupProgress>

/** Without a beginning asked for, from the day before somebody was complete; four weeks where nobody is. */
export function daysShown({ days: [first] }: GroupProgress, since: LocalDay | null, today: LocalDay): LocalDay[] {
  const days: LocalDay[] = []
  const from = since ?? addDays(first?.day ?? addDays(today, -27), -1)
  for (let day = from; day <= today; day = addDays(day, 1)) days.push(day)
  return days
}

/** Everybody in the scope, then its audiences unless one repeats everybody. */
export function seriesOf(
  { audience, cohort }: AdoptionScope,
  all: GroupProgress,
  audiences: readonly AudienceName[],
  groups: Groups,
  days: readonly LocalDay[],
): CompletionSeries[] {
  const people = all.counts.assigned
  const name = audience?.name ?? cohort?.name ?? 'Everyone'
  const series = audiences.flatMap((one) => {
    const group = groups.get(one.id)
    if (!group || group.counts.assigned === people) return []
    return [{ audience: one, name: one.name, people: group.counts.assigned, complete: completionByDay(group, days) }]
  })
  return [{ audience, name, people, complete: completionByDay(all, days) }, ...series]
}
