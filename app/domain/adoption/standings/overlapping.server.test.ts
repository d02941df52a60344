import { expect, test } from 'vitest'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { aCohort, aSession } from '#tests/makers/cohorts.ts'
import { aModule, anAssignment, aPlannedMilestone } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAudience } from '#tests/makers/people.ts'
import { rebuildStandings, rollUpStandings, standingsHold } from './roll-up.server.ts'

const NOW = new Date('2026-03-20T12:00:00Z')

/** Two modules, of which one is asked of an audience at a milestone that is a year ahead; and somebody outside of it. */
async function aPlan() {
  const migration = await aMigration()
  const milestone = await aPlannedMilestone(migration, { date: '2027-03-20' })
  const audience = await anAudience(migration)
  const [asked, other] = [await aModule(migration), await aModule(migration)]
  const at = new Date('2026-01-05T12:00:00Z')
  await anAssignment(asked, { milestone, audience, at })
  const person = await aLearner({ migration })
  await aSession(await aCohort(migration), { milestone, startsAt: at })
  await standingsHold(NOW)
  return { migration, milestone, audience, asked, other, person: person.personId }
}
type Plan = Awaited<ReturnType<typeof aPlan>>

const joins = ({ person, audience }: Plan) =>
  sql`INSERT INTO membership (id, person_id, audience_id, "from") VALUES (${newId()}, ${person}, ${audience.id}, '2026-01-05')`

const becomesChampion = ({ person, migration }: Plan) => sql`
  INSERT INTO role_grant (id, person_id, role, migration_id, granted_at)
  VALUES (${newId()}, ${person}, 'champion', ${migration.id}, '2026-01-05')`

const assigns =
  (to: 'audience' | 'role') =>
  (tx: Sql, { milestone, other, audience }: Plan) =>
    tx`
    INSERT INTO assignment (id, milestone_id, module_id, audience_id, role, due_days, created_at)
    SELECT ${newId()}, ${milestone.id}, ${other.id}, ${to === 'audience' ? audience.id : null}::uuid,
      ${to === 'role' ? 'champion' : null}::role, due_days, created_at FROM assignment WHERE milestone_id = ${milestone.id}`

type Act = (plan: Plan) => Promise<unknown>

/** What one transaction does that ends last, and what another does meanwhile, which the first does not see. */
const OVERLAPPING: Record<string, { before?: Act; last: (tx: Sql, plan: Plan) => Promise<unknown>; meanwhile: Act }> = {
  'a module is assigned to an audience that somebody joins': { last: assigns('audience'), meanwhile: joins },
  'a module is assigned to a role that somebody gets': {
    last: assigns('role'),
    meanwhile: becomesChampion,
  },
  'an assignment ends for an audience that somebody joins': {
    last: (tx, { asked }) => tx`UPDATE assignment SET ended_at = now() WHERE module_id = ${asked.id}`,
    meanwhile: joins,
  },
  'a milestone is moved for an audience that somebody joins': {
    last: (tx, { milestone }) => tx`UPDATE milestone SET date = '2026-02-01' WHERE id = ${milestone.id}`,
    meanwhile: joins,
  },
  'a milestone is moved at which a module is assigned': {
    last: (tx, { milestone }) => tx`UPDATE milestone SET date = '2026-02-01' WHERE id = ${milestone.id}`,
    before: becomesChampion,
    meanwhile: (plan) => assigns('role')(sql, plan),
  },
  'a module is withdrawn from an audience that somebody joins': {
    last: (tx, { asked }) => tx`UPDATE module SET current_release_id = NULL WHERE id = ${asked.id}`,
    meanwhile: joins,
  },
  'a session is called off that somebody is noted to attend': {
    before: joins,
    last: (tx, { milestone }) =>
      tx`UPDATE cohort_session SET cancelled_at = now() WHERE milestone_id = ${milestone.id}`,
    meanwhile: ({ person, milestone }) => sql`
      INSERT INTO attendance (session_id, person_id, at, source)
      SELECT id, ${person}, now(), 'champion' FROM cohort_session WHERE milestone_id = ${milestone.id}`,
  },
}

test.for(Object.entries(OVERLAPPING))('nothing is lost where %s', async ([, { before, last, meanwhile }]) => {
  const plan = await aPlan()
  if (before) await before(plan)
  await standingsHold(NOW)
  await inTransaction(async (tx) => {
    await last(tx, plan)
    await meanwhile(plan)
    await standingsHold(NOW)
  })
  await standingsHold(NOW)
  const kept = await standings(plan)
  await rebuildStandings(NOW)
  expect(kept).toEqual(await standings(plan))
  expect(await rollUpStandings(NOW)).toBe(0)
})

const standings = ({ milestone }: Plan) =>
  sql`SELECT person_id, asked, overdue, attended, states FROM milestone_standing WHERE milestone_id = ${milestone.id}`
