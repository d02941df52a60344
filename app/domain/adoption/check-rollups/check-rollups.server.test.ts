import { expect, test } from 'vitest'
import { addDays, type LocalDay, localDay, startOfDay, weekOf } from '#app/domain/migrations/local-days.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { type RandomNumbers, randomOf } from '#app/platform/seeded-random.ts'
import { aCohort } from '#tests/makers/cohorts.ts'
import { aCheck, aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule, aReleaseOf } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAudience } from '#tests/makers/people.ts'
import { checksOf } from '../measured-checks.server.ts'
import { rollUp } from '../roll-up.server.ts'
import { EVERYONE, type Slice } from '../slices.ts'
import { isPieceOf, pieceOf, SPAN_ORDER } from '../task-rollups/spans.ts'
import { AT } from './question-sums.ts'
import { forgetChecks } from './stale-checks.server.ts'
import { toldChecks } from './told-checks.server.ts'

const DAY = 86_400_000
const ZONE = 'Europe/London'
/** A Wednesday, so that the running week has begun and is not over. */
const NOW = new Date(startOfDay(addDays(weekOf(localDay(new Date(), ZONE)), 2), ZONE).getTime() + 12 * 3_600_000)
const TODAY = localDay(NOW, ZONE)

const pick = <T>(list: readonly T[], next: RandomNumbers): T => list[Math.floor(next() * list.length)] as T

/** Forty people of four sets of audiences and three cohorts, and a check that two of three releases ask alike. */
async function aHistory() {
  const migration = await aMigration({ timeZone: ZONE })
  const [daily, monthly, power] = [
    await anAudience(migration),
    await anAudience(migration),
    await anAudience(migration),
  ]
  const module = await aModule(migration, { compiled: aLesson({ blocks: [aSection('start'), aCheck('check')] }) })
  const other = await aReleaseOf(module, aLesson({ blocks: [aSection('start'), aCheck('check', 'Another?')] }))
  const words = aSection('start', 'Other words.')
  const again = await aReleaseOf(module, aLesson({ blocks: [words, aCheck('check')] }))
  const sets = [[daily], [daily, power], [monthly], []]
  const people = await Promise.all(
    Array.from({ length: 40 }, (_, who) => aLearner({ migration, audiences: sets[who % sets.length] ?? [] })),
  )
  const cohorts = await Promise.all(
    [0, 1, 2].map((nth) => aCohort(migration, { members: people.filter((_, who) => who % 4 === nth) })),
  )
  await sql`UPDATE membership SET "from" = '2000-01-01' WHERE person_id = ANY (${people.map((one) => one.personId)}::uuid[])`
  await sql`UPDATE cohort_member SET "from" = '2000-01-01' WHERE cohort_id = ANY (${cohorts.map(({ id }) => id)}::uuid[])`
  return { module, releases: [module.release, other, again], cohorts, people, audiences: [daily, monthly, power] }
}

type History = Awaited<ReturnType<typeof aHistory>>

/** Stores submissions of twenty weeks, a tenth of which arrived late, past the log. */
async function submit(history: History, many: number, next: RandomNumbers): Promise<string[]> {
  const rows = Array.from({ length: many }, () => {
    const at = NOW.getTime() - next() ** 2 * 140 * DAY
    const late = next() < 0.1 ? next() * 20 * DAY : 60_000
    const answers = { q1: [pick(['1', '2'], next)], q2: next() < 0.6 ? ['2', '1'] : ['3'] }
    const right = Number(answers.q1[0] === '1') + Number(answers.q2.length === 2)
    return {
      ...{
        id: newId(new Date(at)),
        person: pick(history.people, next).personId,
        release: pick(history.releases, next).id,
      },
      ...{ at: new Date(at), arrived: new Date(Math.min(NOW.getTime(), at + late)), answers, right },
    }
  })
  await sql`
    INSERT INTO check_submission (id, person_id, release_id, block_id, module_id, at, arrived_at, nth, answers, "right", total)
    SELECT id, person, release, 'check', ${history.module.id}::uuid, at, arrived, 0, answers, "right", 2
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS s(id uuid, person uuid, release uuid, at timestamptz,
      arrived timestamptz, answers jsonb, "right" int)`
  return rows.map(({ id }) => id)
}

/** Everything that is kept of the module's checks, in a fixed order. */
async function kept({ module }: History) {
  const weeks = await sql`SELECT * FROM check_week WHERE module_id = ${module.id} ORDER BY hash, slice, slice_id, week`
  const cells = await sql`SELECT * FROM check_cells WHERE module_id = ${module.id} ORDER BY hash`
  return { weeks, cells }
}

test('counting late, repeated, corrected and deleted submissions as they come ends where counting all anew does', async () => {
  const history = await aHistory()
  const next = randomOf('checks as they come')
  const ids: string[] = []
  for (let round = 0; round < 6; round++) {
    ids.push(...(await submit(history, 25, next)))
    const now = new Date(NOW.getTime() - (6 - round) * 4 * DAY)
    if (round % 2) await rollUp(now)
    const some = () => ids.filter(() => next() < 0.08)
    await sql`UPDATE check_submission SET answers = '{"q1": ["3"]}', "right" = 0 WHERE id = ANY (${some()}::uuid[])`
    await sql`UPDATE check_submission SET at = at - interval '9 days' WHERE id = ANY (${some()}::uuid[])`
    await rollUp(now)
    await sql`DELETE FROM check_submission WHERE id = ANY (${some()}::uuid[])`
    // Somebody is known to have been in another audience and cohort all the time.
    const [who, into] = [pick(history.people, next).personId, pick(history.audiences, next).id]
    await sql`UPDATE membership SET audience_id = ${into} WHERE id = (SELECT id FROM membership WHERE person_id = ${who}
      AND NOT EXISTS (SELECT FROM membership WHERE person_id = ${who} AND audience_id = ${into}) LIMIT 1)`
    await sql`UPDATE cohort_member SET "to" = ${addDays(TODAY, -20)} WHERE person_id = ${who}`
  }
  await rollUp(NOW)
  const asTheyCame = await kept(history)
  expect(asTheyCame.weeks.length).toBeGreaterThan(60)
  await forgetChecks()
  await rollUp(NOW)
  expect(await kept(history)).toEqual(asTheyCame)
  await sql`DELETE FROM check_week`
  await sql`DELETE FROM check_cells`
  await forgetChecks()
  await rollUp(NOW)
  expect(await kept(history)).toEqual(asTheyCame)
})

test('a later submission of somebody changes nothing', async () => {
  const history = await aHistory()
  await submit(history, 60, randomOf('later ones'))
  await rollUp(NOW)
  const before = await kept(history)
  await sql`
    INSERT INTO check_submission (id, person_id, release_id, block_id, module_id, at, arrived_at, nth, answers, "right", total)
    SELECT gen_random_uuid(), person_id, release_id, block_id, module_id, at + interval '1 hour', arrived_at, 1, '{}', 0, 2
    FROM check_submission WHERE module_id = ${history.module.id}`
  await rollUp(NOW)
  expect(await kept(history)).toEqual(before)
})

test('another time zone moves what was on a Sunday evening into the next week', async () => {
  const { module, ...history } = await aHistory()
  await submit({ module, ...history }, 60, randomOf('time zones'))
  await sql`UPDATE check_submission SET at = date_trunc('week', at) - interval '90 minutes' WHERE module_id = ${module.id}`
  const weeks = () => sql<{ week: LocalDay }>`
    SELECT DISTINCT week FROM check_week WHERE module_id = ${module.id} ORDER BY week`
  await rollUp(NOW)
  const inLondon = await weeks()
  await sql`
    UPDATE migration SET time_zone = 'Europe/Helsinki' WHERE id = (SELECT migration_id FROM module WHERE id = ${module.id})`
  await rollUp(NOW)
  expect(await weeks()).toEqual(inLondon.map(({ week }) => ({ week: addDays(week, 7) })))
})

type Raw = {
  week: LocalDay
  audiences: string[]
  cohort: string | null
  right: number
  q1: number
  q2: number
}

/** What plain SQL says of first submissions, of whole weeks, in releases that ask the same as the last one. */
const rawOf = ({ module, releases }: History, weekStart: Date) => sql<Raw>`
  SELECT * FROM (
    SELECT DISTINCT ON (person_id) date_trunc('week', at AT TIME ZONE ${ZONE})::date AS week, arrived_at, "right",
      (answers -> 'q1' = '["1"]')::int AS q1, (answers -> 'q2' = '["2", "1"]')::int AS q2,
      ARRAY(SELECT audience_id FROM membership o WHERE o.person_id = s.person_id) AS audiences,
      (SELECT cohort_id FROM cohort_member c WHERE c.person_id = s.person_id) AS cohort
    FROM check_submission s WHERE module_id = ${module.id} AND release_id <> ${releases[1]?.id ?? ''}::uuid
    ORDER BY person_id, at, id
  ) first WHERE arrived_at < ${weekStart}`

test('what is told equals plain SQL over submissions', async () => {
  const history = await aHistory()
  await submit(history, 120, randomOf('plain SQL of checks'))
  await sql`DELETE FROM check_submission WHERE arrived_at >= ${startOfDay(weekOf(TODAY), ZONE)} AND module_id = ${history.module.id}`
  await rollUp(NOW)
  const raw = await rawOf(history, startOfDay(weekOf(TODAY), ZONE))
  const checks = await checksOf([history.module.id])
  const slices: Slice[] = [
    EVERYONE,
    ...history.audiences.map(({ id }) => ({ by: 'audience' as const, id })),
    ...history.cohorts.map(({ id }) => ({ by: 'cohort' as const, id })),
  ]
  let compared = 0
  for (const slice of slices) {
    for (const span of SPAN_ORDER) {
      const own = raw.filter(
        ({ week, audiences, cohort }) =>
          isPieceOf(pieceOf(week, TODAY), span) &&
          (slice.by === 'everyone' || (slice.by === 'audience' ? audiences.includes(slice.id) : cohort === slice.id)),
      )
      const [told] = await toldChecks(checks, slice, span, TODAY)
      if (own.length === 0) expect(told).toEqual({ told: 'none' })
      if (own.length > 0 && own.length < 5) expect(told).toEqual({ told: 'withheld' })
      if (told?.told !== 'figures') continue
      const sum = (of: (one: Raw) => number) => own.reduce((total, one) => total + of(one), 0)
      expect(told.people).toBe(own.length)
      const marks = Object.entries(told.sums.marks).map(([mark, people]) => people * Number(mark.split('/')[0]))
      expect(marks.reduce((total, one) => total + one, 0)).toBe(sum(({ right }) => right))
      const [first] = told.sums.counts
      expect(first?.slice(0, AT.none)).toEqual([
        ...[own.length, sum(({ q1 }) => q1), sum(({ q2 }) => q2)],
        ...[sum(({ q2 }) => q2), sum(({ q1, q2 }) => q1 * q2)],
      ])
      compared++
    }
  }
  expect(compared).toBeGreaterThan(9)
})
