import { expect, test } from 'vitest'
import { beginMembership, endMembership } from '#app/domain/identity/memberships.server.ts'
import { noticesOf } from '#app/domain/notices/notices.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aCohort, aSession } from '#tests/makers/cohorts.ts'
import { aPlannedMilestone } from '#tests/makers/modules.ts'
import {
  aChampion,
  aLead,
  aLearner,
  aMigration,
  anAdmin,
  anAudience,
  aTrainer,
  viewerOf,
} from '#tests/makers/people.ts'
import { cohortSummary, findCohorts } from '../cohorts.server.ts'
import { addChampion, endChampion, leadingOf } from './champions.server.ts'
import { addCohort, changeCohort, closeCohort, reopenCohort } from './change-cohort.server.ts'
import { followRules } from './cohort-rules.server.ts'
import { unplacedPeople } from './find-people.server.ts'
import { closedCohorts, managedCohort, pastMembers } from './managed-cohort.server.ts'
import { lookAtPlacing, moveMembers, placeMembers } from './place-members.server.ts'

const NOW = new Date('2026-03-10T09:00Z')
const NEXT = new Date('2026-03-11T09:00Z')
const EMPTY = { site: null, zone: 'Europe/London' }

async function aPlace() {
  const migration = await aMigration()
  const audience = await anAudience(migration)
  const lead = await aLead({ migration, name: 'Ines Duarte' })
  return { migration, audience, lead }
}

/** Of each cohort of the migration its members' names. */
async function membersIn(migration: { id: string }): Promise<Record<string, string[]>> {
  const rows = await sql<{ cohort: string; names: string[] }>`
    SELECT c.name AS cohort, array_agg(p.name ORDER BY p.name) AS names FROM cohort_member n
    JOIN cohort c ON c.id = n.cohort_id JOIN person p ON p.id = n.person_id
    WHERE c.migration_id = ${migration.id}::uuid AND n."to" IS NULL GROUP BY c.name`
  return Object.fromEntries(rows.map(({ cohort, names }) => [cohort, names]))
}

test('a cohort with a rule fills from its audience, follows who joins and leaves it, and keeps whom somebody placed', async () => {
  const { migration, audience, lead } = await aPlace()
  const ada = await aLearner({ migration, name: 'Ada', audiences: [audience] })
  const [rosa, max] = [await aLearner({ migration, name: 'Rosa' }), await aLearner({ migration, name: 'Max' })]
  const { id, joined } = await addCohort(lead, { name: 'Invoices', ...EMPTY, audience: audience.id }, NOW)
  expect(joined).toBe(1)
  await placeMembers(lead, id, { who: '', person: [max.personId] }, NOW)
  const admin = await anAdmin({ migration })
  await beginMembership(admin, rosa.personId, { audienceId: audience.id, from: '2026-03-10' }, NOW)
  expect(await followRules(sql, migration.id, NOW)).toEqual({ joined: 1, left: 0 })
  expect(await membersIn(migration)).toEqual({ Invoices: ['Ada', 'Max', 'Rosa'] })
  const [membership] = await sql<{ id: string }>`SELECT id FROM membership WHERE person_id = ${ada.personId}`
  await endMembership(admin, ada.personId, membership?.id ?? '', '2026-03-11', NOW)
  expect(await followRules(sql, migration.id, NOW)).toEqual({ joined: 0, left: 0 })
  expect(await followRules(sql, migration.id, NEXT)).toEqual({ joined: 0, left: 1 })
  expect(await membersIn(migration)).toEqual({ Invoices: ['Max', 'Rosa'] })
  expect(await pastMembers(await managedCohort(lead, id))).toMatchObject([
    { name: 'Ada', last: '2026-03-10', to: null },
  ])
})

test('two cohorts share an audience evenly up to their bounds; who is left over is named', async () => {
  const { migration, audience, lead } = await aPlace()
  for (const name of ['Ada', 'Ben', 'Cem', 'Dina', 'Eva']) await aLearner({ migration, name, audiences: [audience] })
  const rule = { ...EMPTY, audience: audience.id, limit: 2 }
  await addCohort(lead, { name: 'North', ...rule }, NOW)
  await addCohort(lead, { name: 'South', ...rule }, NOW)
  expect(await membersIn(migration)).toEqual({ North: ['Ada', 'Ben'], South: ['Cem', 'Dina'] })
  const left = await unplacedPeople(lead, null, NOW)
  expect([left.total, left.people.map(({ name }) => name)]).toEqual([1, ['Eva']])
  expect((await unplacedPeople(lead, (await anAudience(migration)).id, NOW)).total).toBe(0)
})

test('whom somebody took out, or who leads a cohort, is not brought back by a rule', async () => {
  const { migration, audience, lead } = await aPlace()
  const ada = await aLearner({ migration, name: 'Ada', audiences: [audience] })
  const tomasz = await aChampion({ migration, name: 'Tomasz', audiences: [audience] })
  await aCohort(migration, { name: 'Other', champions: [tomasz] })
  const { id } = await addCohort(lead, { name: 'Invoices', ...EMPTY, audience: audience.id }, NOW)
  expect(await membersIn(migration)).toEqual({ Invoices: ['Ada'] })
  expect(await moveMembers(lead, id, { person: [ada.personId], to: 'none' }, NOW)).toMatchObject({ to: null })
  expect(await followRules(sql, migration.id, NEXT)).toEqual({ joined: 0, left: 0 })
  await placeMembers(lead, id, { who: 'Ada', person: [] }, NEXT)
  expect(await membersIn(migration)).toEqual({ Invoices: ['Ada'] })
})

test('with another rule those of the old one go; without a rule they stay as placed', async () => {
  const { migration, audience, lead } = await aPlace()
  const other = await anAudience(migration)
  await aLearner({ migration, name: 'Ada', audiences: [audience] })
  await aLearner({ migration, name: 'Ben', audiences: [other] })
  const { id } = await addCohort(lead, { name: 'One', ...EMPTY, audience: audience.id }, NOW)
  const changed = await changeCohort(lead, id, { name: 'One', ...EMPTY, audience: other.id, version: 0 }, NOW)
  expect(changed).toEqual({ outcome: 'saved', joined: 1, left: 1 })
  await changeCohort(lead, id, { name: 'One', ...EMPTY, version: 1 }, NOW)
  await sql`DELETE FROM membership WHERE audience_id = ${other.id}::uuid`
  await followRules(sql, migration.id, NEXT)
  expect(await membersIn(migration)).toEqual({ One: ['Ben'] })
})

test('people are named by address, id or name; who is unknown, gone or there already is said and nothing is lost', async () => {
  const { migration, audience, lead } = await aPlace()
  const cohort = await aCohort(migration, { name: 'Team A' })
  const ada = await aLearner({ migration, name: 'Ada Berg', audiences: [audience] })
  const ben = await aLearner({ migration, name: 'Ben Ost', audiences: [audience] })
  const gone = await aLearner({ migration, name: 'Gone Girl', audiences: [audience] })
  await sql`UPDATE person SET left_on = '2026-03-01' WHERE id = ${gone.personId}::uuid`
  const stranger = await aLearner({ migration: await aMigration(), name: 'From Elsewhere' })
  await aCohort(migration, { name: 'Team B', members: [ben] })
  const address = async ({ personId }: { personId: string }) =>
    (await sql<{ email: string }>`SELECT email FROM person WHERE id = ${personId}::uuid`)[0]?.email ?? ''
  const who = `Ada <${(await address(ada)).toUpperCase()}>; Ben Ost\n${await address(gone)}, nobody@x.example, ${await address(stranger)}`
  const plan = await lookAtPlacing(lead, cohort.id, { who, person: [] }, NOW)
  const names = (list: { name: string }[]) => list.map(({ name }) => name)
  expect([names(plan.joining), names(plan.moving), names(plan.gone)]).toEqual([
    ['Ada Berg'],
    ['Ben Ost'],
    ['Gone Girl'],
  ])
  expect(plan.unknown).toEqual(['nobody@x.example', await address(stranger)])
  expect(await membersIn(migration)).toEqual({ 'Team B': ['Ben Ost'] })
  await Promise.all([1, 2].map(() => placeMembers(lead, cohort.id, { who, person: [] }, NOW)))
  expect(await membersIn(migration)).toEqual({ 'Team A': ['Ada Berg', 'Ben Ost'] })
  const refused = placeMembers(lead, cohort.id, { who: 'nobody@x.example', person: [] }, NOW)
  await expect(refused).rejects.toMatchObject({ kind: 'invalid', field: 'who' })
})

test('who moves keeps the days before, and two who move somebody at once leave them in one cohort', async () => {
  const { migration, lead } = await aPlace()
  const ada = await aLearner({ migration, name: 'Ada' })
  const home = await aCohort(migration, { name: 'Home', members: [ada], since: '2026-02-01' })
  const [north, south] = [await aCohort(migration, { name: 'North' }), await aCohort(migration, { name: 'South' })]
  const person = [ada.personId]
  const both = await Promise.allSettled(
    [north, south].map((to) => moveMembers(lead, home.id, { person, to: to.id }, NOW)),
  )
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const rows = await sql<{ name: string; from: string; to: string | null }>`
    SELECT c.name, n."from", n."to" FROM cohort_member n JOIN cohort c ON c.id = n.cohort_id
    WHERE n.person_id = ${ada.personId}::uuid ORDER BY n."from", n.id`
  expect(rows).toMatchObject([
    { name: 'Home', from: '2026-02-01', to: '2026-03-10' },
    { from: '2026-03-10', to: null },
  ])
  // Back on the same day, and away again: the days never overlap.
  const now = rows[1]?.name === 'North' ? north : south
  await moveMembers(lead, now.id, { person, to: home.id }, NOW)
  await moveMembers(lead, home.id, { person, to: now.id }, NOW)
  expect(await membersIn(migration)).toEqual({ [now.name]: ['Ada'] })
})

test('of two who change a cohort at once the second is shown what the first made of it', async () => {
  const { migration, lead } = await aPlace()
  const cohort = await aCohort(migration)
  const change = (name: string) => changeCohort(lead, cohort.id, { name, ...EMPTY, version: 0 }, NOW)
  expect(await change('Leeds one')).toMatchObject({ outcome: 'saved' })
  expect(await change('Leeds two')).toMatchObject({ outcome: 'conflict', present: { name: 'Leeds one', version: 1 } })
})

test('names are taken once, a bound needs a rule, and what is of another migration is refused at its field', async () => {
  const { migration, lead } = await aPlace()
  await aCohort(migration, { name: 'Leeds' })
  await aCohort(migration, { name: 'Old', closedAt: NOW })
  const add = (parts: object) => addCohort(lead, { name: 'New', ...EMPTY, ...parts }, NOW)
  await expect(add({ name: 'LEEDS' })).rejects.toMatchObject({ kind: 'conflict', field: 'name' })
  await expect(add({ name: 'old' })).rejects.toThrow('Open that one again')
  await expect(add({ limit: 3 })).rejects.toMatchObject({ kind: 'invalid', field: 'limit' })
  const elsewhere = await aMigration()
  const audience = await anAudience(elsewhere)
  await expect(add({ audience: audience.id })).rejects.toMatchObject({ kind: 'invalid', field: 'audience' })
  const milestone = await aPlannedMilestone(elsewhere)
  await expect(add({ milestone: milestone.id })).rejects.toMatchObject({ kind: 'invalid', field: 'milestone' })
  const foreign = await aCohort(elsewhere)
  await expect(managedCohort(lead, foreign.id)).rejects.toMatchObject({ kind: 'missing' })
})

test('a cohort with a session to come stays open; closed it leaves the lists, and comes back with its people', async () => {
  const { migration, lead } = await aPlace()
  const [ada, ben] = [await aLearner({ migration, name: 'Ada' }), await aLearner({ migration, name: 'Ben' })]
  const cohort = await aCohort(migration, { name: 'Leeds', members: [ada, ben] })
  const session = await aSession(cohort, { milestone: await aPlannedMilestone(migration), startsAt: NEXT })
  await expect(closeCohort(lead, cohort.id, NOW)).rejects.toThrow('“Your first cohort session” is still open')
  await sql`UPDATE cohort_session SET cancelled_at = ${NOW} WHERE id = ${session.id}::uuid`
  await closeCohort(lead, cohort.id, NOW)
  expect([
    (await findCohorts(lead, '', NOW)).cohorts.length,
    (await closedCohorts(lead)).map(({ name }) => name),
  ]).toEqual([0, ['Leeds']])
  await expect(placeMembers(lead, cohort.id, { who: '', person: [ada.personId] }, NOW)).rejects.toThrow(
    'Leeds is closed',
  )
  const other = await addCohort(lead, { name: 'Other', ...EMPTY }, NOW)
  await placeMembers(lead, other.id, { who: '', person: [ben.personId] }, NOW)
  await reopenCohort(lead, cohort.id, NEXT)
  expect(await membersIn(migration)).toEqual({ Leeds: ['Ada'], Other: ['Ben'] })
})

test('a champion gets the role and is told; taken off, their sessions go to whom is chosen, and what runs stays open', async () => {
  const { migration, lead } = await aPlace()
  const cohort = await aCohort(migration, { name: 'Leeds' })
  const [tomasz, noor] = [await aLearner({ migration, name: 'Tomasz' }), await aLearner({ migration, name: 'Noor' })]
  expect(await addChampion(lead, cohort.id, 'tomasz', NOW)).toBe('Tomasz')
  await addChampion(lead, cohort.id, 'Tomasz', NOW)
  await addChampion(lead, cohort.id, 'Noor', NOW)
  const champion = await viewerOf({ id: tomasz.personId }, NOW)
  expect(champion.roles.has('champion')).toBe(true)
  expect((await findCohorts(champion, '', NOW)).cohorts.map(({ name, champions }) => [name, champions])).toEqual([
    ['Leeds', ['Noor', 'Tomasz']],
  ])
  const milestone = await aPlannedMilestone(migration)
  const [running, planned] = [
    await aSession(cohort, { milestone, startsAt: NOW }),
    await aSession(cohort, { milestone, startsAt: NEXT }),
  ]
  await sql`UPDATE cohort_session SET champion_id = ${tomasz.personId}::uuid WHERE cohort_id = ${cohort.id}::uuid`
  await sql`UPDATE cohort_session SET opened_at = ${NOW} WHERE id = ${running.id}::uuid`
  expect(await leadingOf(lead, cohort.id, tomasz.personId, NOW)).toMatchObject({
    running: { id: running.id },
    planned: 1,
  })
  await expect(endChampion(lead, cohort.id, tomasz.personId, lead.personId, NOW)).rejects.toMatchObject({
    field: 'successor',
  })
  await endChampion(lead, cohort.id, tomasz.personId, noor.personId, NOW)
  const led = await sql`SELECT FROM cohort_session WHERE champion_id = ${noor.personId}::uuid AND closed_at IS NULL`
  expect([led.length, planned.id !== running.id]).toEqual([2, true])
  expect((await findCohorts(champion, '', NOW)).cohorts).toEqual([])
  const told = (await noticesOf(champion, { unread: false, before: null })).notices.map(({ title }) => title)
  expect(told.sort()).toEqual(['You lead Leeds.', 'You no longer lead Leeds.'])
  await expect(leadingOf(lead, cohort.id, tomasz.personId, NOW)).rejects.toMatchObject({ kind: 'missing' })
})

test('only trainers and leads make and change cohorts', async () => {
  const { migration } = await aPlace()
  const champion = await aChampion({ migration })
  const cohort = await aCohort(migration, { champions: [champion] })
  await expect(addCohort(champion, { name: 'Mine', ...EMPTY }, NOW)).rejects.toMatchObject({ kind: 'forbidden' })
  const moving = moveMembers(champion, cohort.id, { person: [champion.personId], to: 'none' }, NOW)
  await expect(moving).rejects.toMatchObject({ kind: 'forbidden' })
  const trainer = await aTrainer({ migration })
  const { id } = await addCohort(trainer, { name: 'Theirs', ...EMPTY }, NOW)
  expect(await cohortSummary(trainer, id, NOW)).toMatchObject({ name: 'Theirs', members: 0 })
})
