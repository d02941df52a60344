import { expect, test } from 'vitest'
import { addDays, localDay, startOfDay, weekOf } from '#app/domain/migrations/local-days.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { type RandomNumbers, randomOf } from '#app/platform/seeded-random.ts'
import { storeAttempts } from '#tests/makers/attempts.ts'
import { aCohort } from '#tests/makers/cohorts.ts'
import { aLab, aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule, aReleaseOf } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAudience } from '#tests/makers/people.ts'
import { tasksOf } from '../measured-tasks.server.ts'
import { rollUp } from '../roll-up.server.ts'
import { EVERYONE, type Slice, sliceId } from '../slices.ts'
import { isInSpan, SPAN_ORDER } from './spans.ts'
import { toldReleases, toldTries } from './told-parts.server.ts'
import { toldTasks } from './told-tasks.server.ts'

const DAY = 86_400_000
const ZONE = 'Europe/London'
const WEEK_START = startOfDay(weekOf(localDay(new Date(), ZONE)), ZONE)
/** A Wednesday at noon. */
const NOW = new Date(startOfDay(addDays(weekOf(localDay(new Date(), ZONE)), 2), ZONE).getTime() + DAY / 2)
const TODAY = localDay(NOW, ZONE)

const pick = <T>(list: readonly T[], next: RandomNumbers): T => list[Math.floor(next() * list.length)] as T

type Attempt = {
  id: string
  person: string
  release: string
  week: string
  audiences: string[]
  cohort: string | null
  ordinal: number
  success: boolean
}

/** A task in two releases, tried by a crowd that is small enough for its groups to leave few people. */
async function aCrowd(name: string) {
  const next = randomOf(name)
  const migration = await aMigration({ timeZone: ZONE })
  const audiences = [await anAudience(migration), await anAudience(migration)]
  const cohorts = [await aCohort(migration), await aCohort(migration)]
  const module = await aModule(migration, { compiled: aLesson({ blocks: [aSection('start'), aLab('enter')] }) })
  const again = await aReleaseOf(module, aLesson({ blocks: [aSection('start', 'Other words.'), aLab('enter')] }))
  const size = 8 + Math.floor(next() * 16)
  const people = await Promise.all(
    Array.from({ length: size }, async () => ({
      person: await aLearner({ migration }),
      audiences: audiences.filter(() => next() < 0.6).map(({ id }) => id),
      cohort: next() < 0.7 ? (cohorts[0]?.id as string) : next() < 0.6 ? (cohorts[1]?.id as string) : null,
      latest: next() < 0.6 ? 27 * DAY : 130 * DAY,
    })),
  )
  const rounds = 1 + Math.floor(next() * 3)
  await storeAttempts(
    people.flatMap(({ person, latest, ...groups }) =>
      Array.from({ length: rounds }, (_, round) => {
        const startedAt = new Date(WEEK_START.getTime() - 60_000 - next() * latest)
        return {
          ...groups,
          ...{ person: person.personId, module, block: 'enter', mode: 'assessed' as const, startedAt },
          ...{ arrivedAt: startedAt, release: pick([module.release, again], next), ordinal: round + 1 },
          ...{
            outcome: pick(['success', 'success', 'failure'] as const, next),
            ms: 60_000,
            suspect: false,
            errors: [],
          },
        }
      }),
    ),
  )
  await rollUp(NOW)
  return { module, slices: [EVERYONE, ...ofKind('audience', audiences), ...ofKind('cohort', cohorts)] }
}

const ofKind = (by: 'audience' | 'cohort', groups: readonly { id: string }[]): Slice[] =>
  groups.map(({ id }) => ({ by, id }))

type Crowd = Awaited<ReturnType<typeof aCrowd>>
type View = { name: string; holds: (attempt: Attempt) => boolean }

/** Every view of a measure that a page would tell. */
async function toldIn({ module, slices }: Crowd, measure: 'times' | 'errors'): Promise<View[]> {
  const [task] = await tasksOf([module.id])
  if (!task) throw new Error('a task')
  const views: View[] = []
  for (const span of SPAN_ORDER) {
    const [told] = await toldTasks([task], slices, span, TODAY)
    for (const slice of slices) {
      const one = told?.get(sliceId(slice))?.[measure]
      if (one?.told !== 'figures') continue
      views.push({
        name: `${slice.by} ${sliceId(slice)} in ${one.span}`,
        holds: (attempt) => isOf(attempt, slice) && isInSpan(attempt.week, one.span, TODAY),
      })
    }
  }
  for (const release of await toldReleases(task)) {
    if (release[measure].told === 'figures')
      views.push({ name: `release ${release.id}`, holds: (attempt) => attempt.release === release.id })
  }
  for (const { nth, andLater, ...part } of await toldTries(task)) {
    const isIn = (ordinal: number) => (andLater ? ordinal >= nth : ordinal === nth)
    if (part[measure].told === 'figures')
      views.push({ name: `try ${nth}, ${andLater}`, holds: ({ ordinal }) => isIn(Math.min(ordinal, 5)) })
  }
  return views
}

const isOf = ({ audiences, cohort }: Attempt, slice: Slice): boolean =>
  slice.by === 'everyone' || (slice.by === 'audience' ? audiences.includes(slice.id) : cohort === slice.id)

/** Nested views whose difference is of one to four people. */
function telling(views: readonly View[], attempts: readonly Attempt[]): string[] {
  return views.flatMap((whole) => {
    const all = attempts.filter(whole.holds)
    return views.flatMap((part) => {
      if (attempts.some((attempt) => part.holds(attempt) && !whole.holds(attempt))) return []
      const rest = new Set(all.filter((attempt) => !part.holds(attempt)).map(({ person }) => person)).size
      return rest > 0 && rest < 5 ? [`${whole.name} less ${part.name} leaves ${rest}`] : []
    })
  })
}

test('no difference of two nested views that any page tells is of one to four people, by plain SQL', async () => {
  let told = 0
  for (let round = 15; round < 25; round++) {
    const crowd = await aCrowd(`crowd ${round}`)
    const attempts = await sql<Attempt>`
      SELECT id, person_id AS person, release_id AS release, audience_ids AS audiences, cohort_id AS cohort, ordinal,
        date_trunc('week', started_at AT TIME ZONE ${ZONE})::date AS week, outcome = 'success' AS success
      FROM attempt WHERE module_id = ${crowd.module.id} AND mode = 'assessed' AND outcome IS NOT NULL AND NOT suspect`
    for (const measure of ['times', 'errors'] as const) {
      const views = await toldIn(crowd, measure)
      const counted = measure === 'times' ? attempts.filter(({ success }) => success) : attempts
      expect(telling(views, counted), `crowd ${round}`).toEqual([])
      told += views.length
    }
  }
  expect(told).toBeGreaterThan(100)
}, 60_000)
