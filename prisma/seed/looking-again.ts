import { daysFrom, workingMoment } from './calendar.ts'
import type { PlannedVisit } from './learning.ts'
import type { DemoStaff } from './persons.ts'
import { seededBy } from './random.ts'

/** What people read again once they work in the new product. */
const LOOKED_UP = ['find-your-way', 'first-invoice', 'approve']
/** This share of those who have completed it does. */
const SHARE = 0.65
/** The first of them work in it since so many days before today. */
const WORKING_SINCE = -33
const HOUR = 3_600_000

/** The visits, and those of people who read again what they have completed, in order of time. The introduced ones do not. */
export function withLooksAgain(visits: readonly PlannedVisit[], staff: DemoStaff, now: Date): PlannedVisit[] {
  const introduced = new Set(Object.values(staff).map(({ personId }) => personId))
  const until = new Date(now.getTime() - 3 * HOUR)
  const again = visits.flatMap((visit): PlannedVisit[] => {
    const { viewer, slug, start, intent } = visit
    const random = seededBy(viewer.email, slug, 'again')
    if (intent !== 'complete' || !LOOKED_UP.includes(slug) || introduced.has(viewer.personId)) return []
    const from = new Date(Math.max(start.getTime() + 24 * HOUR, daysFrom(now, WORKING_SINCE).getTime()))
    if (!random.chance(SHARE) || from >= until) return []
    return [{ ...visit, intent: 'look again', start: workingMoment(random, from, until) }]
  })
  return [...visits, ...again].sort((left, right) => left.start.getTime() - right.start.getTime())
}
