import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { newId } from '#app/platform/ids.ts'
import { aLab, aLesson, aSection } from '#tests/makers/lessons.ts'
import { type Asked, type PlannedVisit, visitsTo } from './learning.ts'
import { demoPeople } from './people.ts'
import { staffOf } from './persons.ts'
import { seeded, seededBy } from './random.ts'
import { visitEvents } from './visit-events.ts'

const NOW = new Date('2026-11-25T14:00:00Z')
const TAUGHT = [
  { slug: 'first-invoice', milestone: 'pilot' },
  { slug: 'codes', milestone: 'wave-1' },
  { slug: 'approve', milestone: 'wave-1' },
  { slug: 'check-your-data', milestone: 'cutover' },
]

test('a load plans what every other plans, whatever the ids of its people', () => {
  const first = aPlan(NOW)
  expect(first.length).toBeGreaterThan(500)
  expect(aPlan(NOW).map(told)).toEqual(first.map(told))
})

test('what somebody does hangs on no day, only when they do it', () => {
  const done = (visits: PlannedVisit[]) => visits.map((visit) => whoDoesWhat(visit)).sort()
  const nextDay = new Date(NOW.getTime() + 3 * 86_400_000)
  expect(done(aPlan(nextDay))).toEqual(done(aPlan(NOW)))
})

test('visits that are planned alike go alike', () => {
  const { lesson, keys } = aLesson({ blocks: [aSection('start'), aLab('enter')] })
  const goes = ({ viewer, learner, slug, start, intent }: PlannedVisit) =>
    visitEvents({ id: 'one', lesson, keys }, learner, start, intent, seededBy(viewer.email, slug)).map(
      ({ at, type, data }) => ({ at, type, data }),
    )
  const [first, second] = [aPlan(NOW), aPlan(NOW)].map((plan) => plan.slice(0, 50).map(goes))
  expect(second).toEqual(first)
})

/** The plan of one load: everybody has an id that no other load gives them. */
function aPlan(now: Date): PlannedVisit[] {
  const people = demoPeople(seeded(1)).map((person) => ({ ...person, personId: newId(now) }))
  const viewers = new Map(people.map((person) => [person.personId, viewer(person)]))
  const asked: Asked[] = TAUGHT.flatMap((module) =>
    [...people]
      .sort((left, right) => (left.personId < right.personId ? -1 : 1))
      .map(({ personId, audiences }) => ({
        ...module,
        personId,
        power: audiences.includes('ap-daily'),
      })),
  )
  const championed = people.slice(0, 20).map(({ personId }) => personId)
  return visitsTo(asked, viewers, staffOf(viewers), championed, now)
}

function viewer({ personId, name, email }: { personId: string; name: string; email: string }): Viewer {
  return { personId, name, email, language: 'en', roles: new Set(['learner']), migration: null }
}

const whoDoesWhat = ({ viewer: { email }, slug, intent }: PlannedVisit) => `${email} ${slug} ${intent}`

function told(visit: PlannedVisit) {
  const { pace, care, power } = visit.learner
  return { who: whoDoesWhat(visit), start: visit.start, pace, care, power }
}
