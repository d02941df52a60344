import { expect, test } from 'vitest'
import { addDays, type LocalDay, localDay, startOfDay, weekOf } from '#app/domain/migrations/local-days.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { type RandomNumbers, randomOf } from '#app/platform/seeded-random.ts'
import { about } from '#tests/makers/adoption.ts'
import { type StoredAttempt, storeAttempts } from '#tests/makers/attempts.ts'
import { aCohort } from '#tests/makers/cohorts.ts'
import { aLab, aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule, aReleaseOf } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAudience } from '#tests/makers/people.ts'
import { tasksOf } from '../measured-tasks.server.ts'
import { rollUp } from '../roll-up.server.ts'
import { EVERYONE, type Slice, sliceId } from '../slices.ts'
import { medianInterval, quantile, sorted } from '../statistics.ts'
import { medianIntervalIn, quantileIn } from './histogram.ts'
import { forgetTasks } from './roll-up-tasks.server.ts'
import { isInSpan, SPAN_ORDER } from './spans.ts'
import { toldTasks } from './told-tasks.server.ts'

const DAY = 86_400_000
const ZONE = 'Europe/London'
const TODAY = localDay(new Date(), ZONE)
/** A Wednesday, so that the running week has begun and is not over. */
const NOW = new Date(startOfDay(addDays(weekOf(TODAY), 2), ZONE).getTime() + 12 * 3_600_000)

/** A task in two releases that are the same, and forty people in four sets of audiences and three cohorts. */
async function aHistory() {
  const migration = await aMigration({ timeZone: ZONE })
  const [daily, monthly, power] = [
    await anAudience(migration),
    await anAudience(migration),
    await anAudience(migration),
  ]
  const compiled = aLesson({ blocks: [aSection('start'), aLab('enter')] })
  const module = await aModule(migration, { compiled })
  const again = await aReleaseOf(module, aLesson({ blocks: [aSection('start', 'Other words.'), aLab('enter')] }))
  const cohorts = await Promise.all(['a', 'b', 'c'].map(() => aCohort(migration)))
  const sets = [[daily], [daily, power], [power, daily], [monthly], []].map((set) => set.map(({ id }) => id))
  const people = await Promise.all(Array.from({ length: 40 }, () => aLearner({ migration })))
  return {
    migration,
    module,
    releases: [module.release, again],
    cohorts,
    sets,
    people,
    audiences: [daily, monthly, power],
  }
}

type History = Awaited<ReturnType<typeof aHistory>>

const pick = <T>(list: readonly T[], next: RandomNumbers): T => list[Math.floor(next() * list.length)] as T

/** Attempts of twenty weeks, some of the running one; people seldom change their audiences. */
function someAttempts(history: History, many: number, next: RandomNumbers): StoredAttempt[] {
  return Array.from({ length: many }, () => {
    const who = Math.floor(next() * history.people.length)
    const startedAt = new Date(NOW.getTime() - next() ** 2 * 140 * DAY)
    const late = next() < 0.1 ? next() * 20 * DAY : 60_000
    return {
      person: history.people[who]?.personId as string,
      module: history.module,
      release: pick(history.releases, next),
      block: 'enter',
      mode: next() < 0.1 ? ('guided' as const) : ('assessed' as const),
      startedAt,
      arrivedAt: new Date(Math.min(NOW.getTime(), startedAt.getTime() + late)),
      outcome: pick(['success', 'success', 'success', 'failure', 'gave up', null] as const, next),
      ms: Math.round(60_000 * Math.exp(next() * 3)),
      suspect: next() < 0.05,
      ordinal: 1 + Math.floor(next() * 7),
      audiences: history.sets[next() < 0.05 ? 0 : who % history.sets.length] as string[],
      cohort: who % 4 === 3 ? null : (history.cohorts[who % 4]?.id as string),
      errors: Array.from({ length: Math.floor(next() * 3) }, () => pick(['wrong-path', 'gross-as-net'], next)),
    }
  })
}

/** Everything that is kept, in a fixed order; numbers of audience sets are told by their audiences. */
async function kept() {
  const weeks = await sql`
    SELECT *, encode(histogram, 'hex') AS histogram FROM task_week
    ORDER BY release_id, block_id, clock, mode, slice, slice_id, nth, week`
  const people = await sql`
    SELECT p.*, s.audience_ids AS audience_set_id FROM person_task_week p JOIN audience_set s ON s.id = p.audience_set_id
    ORDER BY release_id, block_id, week, person_id, s.audience_ids, cohort_id`
  const cells = await sql`SELECT * FROM task_cells ORDER BY module_id, block_id, hash, clock`
  return { weeks, people, cells }
}

test('counting late, repeated, corrected and deleted attempts as they come ends where counting all anew does', async () => {
  const history = await aHistory()
  const next = randomOf('as they come')
  const ids: string[] = []
  for (let round = 0; round < 6; round++) {
    ids.push(...(await storeAttempts(someAttempts(history, 60, next))))
    const now = new Date(NOW.getTime() - (6 - round) * 4 * DAY)
    if (round % 2) await rollUp(now)
    const some = () => ids.filter(() => next() < 0.1)
    // A finish that comes late, a correction, another day, a deletion, and the same again.
    await sql`UPDATE attempt SET outcome = 'success', arrived_at = ${now}, finished_at = started_at + interval '5 minutes'
      WHERE id = ANY (${some()}::uuid[]) AND outcome IS NULL`
    await sql`UPDATE attempt SET suspect = true, suspect_reason = 'no-time' WHERE id = ANY (${some()}::uuid[])`
    await rollUp(now)
    await sql`UPDATE attempt SET started_at = started_at - interval '9 days', ordinal = ordinal + 1 WHERE id = ANY (${some()}::uuid[])`
    const gone = some()
    await sql`DELETE FROM attempt_error WHERE attempt_id = ANY (${gone}::uuid[])`
    await sql`DELETE FROM attempt WHERE id = ANY (${gone}::uuid[])`
    await sql`UPDATE attempt SET active_ms = active_ms WHERE id = ANY (${some()}::uuid[])`
  }
  await rollUp(NOW)
  const asTheyCame = await kept()
  expect(asTheyCame.weeks.length).toBeGreaterThan(100)
  expect(asTheyCame.people.length).toBeGreaterThan(50)
  await forgetTasks(NOW)
  await rollUp(NOW)
  expect(await kept()).toEqual(asTheyCame)
  await sql`DELETE FROM task_week`
  await sql`DELETE FROM person_task_week`
  await sql`DELETE FROM task_cells`
  await forgetTasks(NOW)
  await rollUp(NOW)
  expect(await kept()).toEqual(asTheyCame)
})

type Raw = { person: string; week: LocalDay; audiences: string[]; cohort: string | null; success: boolean; ms: number }

/** What plain SQL says of a task's attempts that are finished, believed and of whole weeks. */
const rawOf = ({ module }: History, weekStart: Date) => sql<Raw & { errors: number }>`
  SELECT person_id AS person, date_trunc('week', started_at AT TIME ZONE ${ZONE})::date AS week, audience_ids AS audiences,
    cohort_id AS cohort, outcome = 'success' AS success, active_ms AS ms,
    (SELECT count(*) FROM attempt_error e WHERE e.attempt_id = a.id)::int AS errors
  FROM attempt a WHERE module_id = ${module.id} AND mode = 'assessed' AND outcome IN ('success', 'failure') AND NOT suspect
    AND arrived_at < ${weekStart}`

test('what is told equals plain SQL over attempts in counts, and the exact quantiles within the bound', async () => {
  const history = await aHistory()
  const next = randomOf('plain SQL')
  const weekStart = startOfDay(weekOf(localDay(NOW, ZONE)), ZONE)
  const attempts = someAttempts(history, 700, next).filter(({ arrivedAt }) => arrivedAt < weekStart)
  await storeAttempts(attempts)
  await rollUp(NOW)
  const today = localDay(NOW, ZONE)
  const raw = await rawOf(history, weekStart)
  const [task] = await tasksOf([history.module.id])
  const slices: Slice[] = [
    EVERYONE,
    ...history.audiences.map(({ id }) => ({ by: 'audience' as const, id })),
    ...history.cohorts.map(({ id }) => ({ by: 'cohort' as const, id })),
  ]
  let compared = 0
  for (const slice of slices) {
    for (const span of SPAN_ORDER) {
      const [told] = await toldTasks(task ? [task] : [], [slice], span, today)
      const { times, errors } = told?.get(sliceId(slice)) ?? {}
      if (times?.told !== 'figures' || errors?.told !== 'figures') continue
      const isOf = ({ audiences, cohort }: Raw) =>
        slice.by === 'everyone' || (slice.by === 'audience' ? audiences.includes(slice.id) : cohort === slice.id)
      const inTimes = raw.filter((one) => one.success && isOf(one) && isInSpan(one.week, times.span, today))
      const inErrors = raw.filter((one) => isOf(one) && isInSpan(one.week, errors.span, today))
      expect(times.people).toBe(new Set(inTimes.map(({ person }) => person)).size)
      expect(errors.people).toBe(new Set(inErrors.map(({ person }) => person)).size)
      expect(times.sum.histogram.total).toBe(inTimes.length)
      expect(errors.sum.told).toBe(inErrors.length)
      expect(Object.values(errors.sum.errors).reduce((sum, many) => sum + many, 0)).toBe(
        inErrors.reduce((sum, one) => sum + one.errors, 0),
      )
      const exact = sorted(inTimes.map(({ ms }) => ms))
      for (const share of [0.5, 0.9]) {
        expect(quantileIn(times.sum.histogram, share)).toEqual(about(quantile(exact, share) as number))
      }
      const interval = medianInterval(exact)
      expect(medianIntervalIn(times.sum.histogram)).toEqual(
        interval && { low: about(interval.low), high: about(interval.high) },
      )
      compared++
    }
  }
  expect(compared).toBeGreaterThan(15)
})
