import { addDays, daysBetween, type LocalDay, weekOf } from '#app/domain/migrations/local-days.ts'

/** Local days from one (with it) to another (without it). */
export type Days = { from: LocalDay; to: LocalDay }

/**
 * The whole weeks of tries that are compared around a fix (semantics 16): as many before it as there are since. The
 * running week is never among them. Where a day decides, the week of the fix is of neither side; where the release
 * decides, tries of the same weeks may be of either.
 */
export function labWeeks(fixedOn: LocalDay, today: LocalDay, byRelease: boolean): { before: Days; after: Days } {
  const [fixed, running] = [weekOf(fixedOn), weekOf(today)]
  const first = byRelease ? fixed : addDays(fixed, 7)
  const long = Math.max(0, daysBetween(first, running))
  const before = { from: addDays(fixed, -long), to: byRelease ? laterOf(running, fixed) : fixed }
  return { before, after: { from: first, to: addDays(first, long) } }
}

const laterOf = (one: LocalDay, other: LocalDay): LocalDay => (one > other ? one : other)
