import { expect, test } from 'vitest'
import { addDays, localDay, startOfDay } from '#app/domain/migrations/local-days.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { type RandomNumbers, randomFrom } from '#app/platform/seeded-random.ts'
import { aCohort, aSession, type MadeCohort } from '#tests/makers/cohorts.ts'
import { aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule, anAssignment, aPlannedMilestone, aReleaseOf } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAudience } from '#tests/makers/people.ts'
import { plainStandings } from '#tests/plain-standings.ts'
import { EVERYONE, type Slice } from '../slices.ts'
import { completionFigures } from '../standing.ts'
import { progressByAudience, progressOf } from './progress.server.ts'
import { rebuildStandings, rollUpStandings, standingsHold } from './roll-up.server.ts'

const ZONE = 'America/St_Johns'
const FIRST = '2026-03-20'
const noon = (day: string) => new Date(startOfDay(day, ZONE).getTime() + 12 * 3_600_000)
const lesson = (words: string) => aLesson({ blocks: [aSection('start', words)] })

async function aWorld() {
  const migration = await aMigration({ timeZone: ZONE })
  const milestones = [
    await aPlannedMilestone(migration, { date: addDays(FIRST, 12) }),
    await aPlannedMilestone(migration, { date: addDays(FIRST, 40) }),
  ] as const
  const audiences = [await anAudience(migration), await anAudience(migration), await anAudience(migration)] as const
  const modules = [await aModule(migration), await aModule(migration), await aModule(migration)]
  const at = noon(addDays(FIRST, -30))
  for (const [index, module] of modules.entries()) {
    await anAssignment(module, { milestone: milestones[0], audience: audiences[0], at, strict: index === 0 })
    await anAssignment(module, { milestone: milestones[1], audience: audiences[index] as { id: string }, at })
  }
  await anAssignment(modules[1] as { id: string }, { milestone: milestones[0], role: 'champion', at })
  const people = []
  for (const index of Array(14).keys()) {
    people.push(
      await aLearner({ migration, audiences: audiences.slice(index % 4, 2), roles: index === 13 ? ['champion'] : [] }),
    )
  }
  const cohorts = [
    await aCohort(migration, { members: people.slice(0, 5), since: addDays(FIRST, -10) }),
    await aCohort(migration, { members: people.slice(4, 8), since: addDays(FIRST, 2) }),
  ]
  return { migration, milestones, audiences, modules, people, cohorts }
}
type World = Awaited<ReturnType<typeof aWorld>>

/** What may happen on a day, each to somebody or something by chance. */
function acts(world: World, day: string, next: RandomNumbers): (() => Promise<unknown>)[] {
  const one = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T
  const { personId } = one(world.people)
  const [module, milestone, audience, cohort] = [
    one(world.modules),
    one(world.milestones),
    one(world.audiences),
    one(world.cohorts),
  ]
  const from = addDays(day, Math.floor(next() * 9) - 4)
  return [
    () => sql`
      INSERT INTO module_progress (person_id, module_id, release_id, started_at, last_at)
      VALUES (${personId}, ${module.id}, ${module.release.id}, ${noon(day)}, ${noon(addDays(from, -4))})
      ON CONFLICT (person_id, module_id) DO UPDATE SET last_at = excluded.last_at`,
    () => sql`
      INSERT INTO module_progress AS p (person_id, module_id, release_id, started_at, last_at, first_completed_at, completed_release_id)
      SELECT ${personId}, m.id, m.current_release_id, ${noon(day)}, ${noon(day)}, ${noon(from)}, m.current_release_id
      FROM module m WHERE m.id = ${module.id}
      ON CONFLICT (person_id, module_id) DO UPDATE SET first_completed_at = coalesce(p.first_completed_at, excluded.first_completed_at), completed_release_id = excluded.completed_release_id`,
    () => sql`
      INSERT INTO check_submission (id, person_id, release_id, block_id, module_id, at, arrived_at, answers, "right", total)
      SELECT ${newId()}, person_id, release_id, 'start', module_id, now(), now(), '{}', 1, 2
      FROM module_progress WHERE first_completed_at IS NULL LIMIT 1`,
    () => sql`
      INSERT INTO membership (id, person_id, audience_id, "from")
      SELECT ${newId()}, ${personId}, ${audience.id}, ${from}
      WHERE NOT EXISTS (SELECT FROM membership WHERE person_id = ${personId} AND audience_id = ${audience.id})`,
    () =>
      sql`UPDATE membership SET "to" = greatest("from", ${from}) WHERE person_id = ${personId} AND audience_id = ${audience.id}`,
    () =>
      sql`UPDATE cohort_member SET "to" = greatest("from", ${from}) WHERE person_id = ${personId} AND cohort_id = ${cohort.id}`,
    () => sql`
      INSERT INTO assignment_exception (id, module_id, milestone_id, person_id, due_on, reason, at, by_id)
      SELECT ${newId()}, ${module.id}, ${milestone.id}, ${personId}, ${next() < 0.5 ? null : addDays(day, 5)}, 'On leave.', now(), ${personId}
      WHERE NOT EXISTS (SELECT FROM assignment_exception WHERE module_id = ${module.id} AND milestone_id = ${milestone.id}
        AND person_id = ${personId} AND withdrawn_at IS NULL)`,
    () =>
      sql`UPDATE assignment_exception SET withdrawn_at = now(), withdrawn_by_id = person_id WHERE person_id = ${personId}`,
    () => aSession(cohort, { milestone, startsAt: noon(day), attended: [{ personId }] }),
    () => sql`UPDATE cohort_session SET cancelled_at = now() WHERE cohort_id = ${cohort.id}`,
    () => sql`UPDATE person SET left_on = ${from} WHERE id = ${personId}`,
    () => sql`UPDATE milestone SET date = date + 3, moved_on = ${day} WHERE id = ${milestone.id}`,
    () => aReleaseOf(module, lesson(`Text ${next()}`), { at: noon(day) }),
    () =>
      sql`UPDATE assignment SET optional = NOT optional WHERE module_id = ${module.id} AND milestone_id = ${milestone.id}`,
    () =>
      sql`UPDATE role_grant SET ended_at = granted_at + interval '1 minute' WHERE role = 'champion' AND ended_at IS NULL`,
  ]
}

/** What is kept says of every slice what plain SQL over the same rows says. */
async function expectPlain(world: World, day: string): Promise<void> {
  const slices: Slice[] = [
    EVERYONE,
    ...world.audiences.map(({ id }): Slice => ({ by: 'audience', id })),
    ...world.cohorts.map(({ id }: MadeCohort): Slice => ({ by: 'cohort', id })),
  ]
  for (const { id } of world.milestones) {
    for (const slice of slices) {
      const scope = {
        audienceId: slice.by === 'audience' ? slice.id : null,
        cohortId: slice.by === 'cohort' ? slice.id : null,
      }
      const plain = await plainStandings({ milestoneId: id, ...scope }, day, ZONE)
      const count = (holds: (one: (typeof plain)[number]) => boolean) => plain.filter(holds).length
      expect(completionFigures(await progressOf(id, slice), addDays(day, -7))).toEqual({
        completion: { part: count(({ asked, done }) => asked === done), whole: plain.length },
        upToDate: {
          part: count(({ done, toRefresh }) => done > 0 && toRefresh === 0),
          whole: count(({ done }) => done > 0),
        },
        coverage: { part: count(({ attended }) => attended), whole: plain.length },
        thisWeek: count(({ doneOn }) => doneOn !== null && doneOn > addDays(day, -7)),
        overdue: count(({ overdue }) => overdue),
      })
    }
  }
}

/** Everything that is kept. */
const everythingKept = async () => [
  await sql`SELECT * FROM milestone_standing ORDER BY milestone_id, person_id`,
  await sql`SELECT * FROM standing_count ORDER BY milestone_id, module_id, slice, slice_id`,
  await sql`SELECT * FROM completion_day ORDER BY milestone_id, slice, slice_id, day`,
  await sql`SELECT * FROM standing_day ORDER BY migration_id`,
]

test('standings that are kept equal plain SQL through random histories, and equal themselves made anew', async () => {
  const world = await aWorld()
  let day = FIRST
  const next = randomFrom(26)
  const many = acts(world, day, next).length
  for (let round = 0; round < 2 * many; round++) {
    if (next() < 0.2) day = addDays(day, 1)
    await acts(world, day, next)[1]?.()
    await standingsHold(noon(day))
    await acts(world, day, next)[round % many]?.()
    await standingsHold(noon(day))
    const kept = await everythingKept()
    await rebuildStandings(noon(day))
    expect(await everythingKept()).toEqual(kept)
    if (round % 5 === 4) await expectPlain(world, day)
  }
  expect((await everythingKept()).map(({ length }) => length > 0)).toEqual([true, true, true, true])
})

test('a step after a week of nothing, and an attempt that comes to its end, are taken in at once', async () => {
  const { milestones, modules, people } = await aWorld()
  const [module, { personId }] = [modules[0], people[0]] as [(typeof modules)[0], (typeof people)[0]]
  const stands = async () => {
    await standingsHold(noon(FIRST))
    return sql`
      SELECT started, stuck, practised FROM milestone_standing
      WHERE person_id = ${personId} AND milestone_id = ${milestones[0].id}`
  }
  await sql`
    INSERT INTO module_progress (person_id, module_id, release_id, started_at, last_at)
    VALUES (${personId}, ${module.id}, ${module.release.id}, ${noon(addDays(FIRST, -9))}, ${noon(addDays(FIRST, -7))})`
  expect(await stands()).toEqual([{ started: true, stuck: true, practised: false }])
  await sql`UPDATE module_progress SET last_at = ${noon(addDays(FIRST, -6))} WHERE person_id = ${personId}`
  expect(await stands()).toEqual([{ started: true, stuck: false, practised: false }])
  await sql`
    INSERT INTO attempt (id, person_id, release_id, block_id, module_id, setting, clock, mode, started_at, last_event_at, ordinal)
    VALUES (${newId()}, ${personId}, ${module.release.id}, 'start', ${module.id}, 'lab', 'active', 'assessed', now(), now(), 1)`
  expect(await stands()).toMatchObject([{ practised: false }])
  await sql`UPDATE attempt SET outcome = 'failure', finished_at = now(), arrived_at = now() WHERE person_id = ${personId}`
  expect(await stands()).toMatchObject([{ practised: true }])
})

test('where nothing changed nobody is made anew, and each day everybody once', async () => {
  const { migration, people } = await aWorld()
  const now = noon(FIRST)
  await standingsHold(now)
  expect(await rollUpStandings(now)).toBe(0)
  expect(await rollUpStandings(noon(addDays(FIRST, 1)))).toBeGreaterThanOrEqual(people.length)
  expect(localDay(now, migration.timeZone)).toBe(FIRST)
})

test('within a cohort its audiences are told as its people stand', async () => {
  const { milestones, audiences, cohorts } = await aWorld()
  await standingsHold(noon(FIRST))
  const groups = await progressByAudience(milestones[0].id, (cohorts[0] as MadeCohort).id)
  const plain = await plainStandings(
    { milestoneId: milestones[0].id, cohortId: (cohorts[0] as MadeCohort).id },
    FIRST,
    ZONE,
  )
  expect(plain.length).toBeGreaterThan(0)
  expect([...groups].map(([id, { counts }]) => [id, counts.assigned]).toSorted()).toEqual(
    audiences
      .map(({ id }) => [id, plain.filter((one) => one.audiences.includes(id)).length] as [string, number])
      .filter(([, people]) => people > 0)
      .toSorted(),
  )
})
