import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { aCohort, aSession } from '#tests/makers/cohorts.ts'
import { anAttempt, aTaughtModule } from '#tests/makers/confusion.ts'
import { aCompletion, aModule, anAssignment, aPlannedMilestone } from '#tests/makers/modules.ts'
import { aChampion, aLead, aLearner, aMigration, anAudience, aPerson, aTrainer } from '#tests/makers/people.ts'
import { aPlaybook } from '#tests/makers/playbooks.ts'
import { type ChampionFilter, listChampions } from './champion-list.server.ts'
import { lookedAtCohort, lookedAtPlaybook } from './champion-looks.server.ts'
import { championOf, ownSteps, signOff } from './champions.server.ts'

const NOW = new Date()
const SIGN = { act: 'sign off', words: null } as const
const BACK = { act: 'take back', words: 'Has left the cohort.' } as const

/** A champion of a cohort whose member is asked for a lab; nothing of the five steps is done. */
async function aCase() {
  const migration = await aMigration()
  const audience = await anAudience(migration)
  const milestone = await aPlannedMilestone(migration, { inDays: 30 })
  const [champion, learner] = [await aChampion({ migration }), await aLearner({ migration, audiences: [audience] })]
  const cohort = await aCohort(migration, { champions: [champion], members: [learner] })
  const [module, lab] = [await aModule(migration), await aTaughtModule(migration)]
  await anAssignment(module, { milestone, role: 'champion' })
  await anAssignment(lab, { milestone, audience })
  const playbook = await aPlaybook(migration)
  return { migration, milestone, champion, cohort, module, lab, playbook }
}

async function doEverything({ champion, cohort, module, lab, playbook, milestone }: Awaited<ReturnType<typeof aCase>>) {
  await aCompletion(champion, module, NOW)
  await anAttempt(champion, lab, { finished: true })
  await lookedAtCohort(champion, cohort.id, NOW)
  await lookedAtPlaybook(champion, playbook.slug, NOW)
  await aSession(cohort, { milestone, startsAt: NOW })
}

/** The steps that a champion did, which the list of all champions counts alike. */
async function done(champion: Viewer) {
  const steps = (await ownSteps(champion, NOW))?.steps ?? []
  const listed = await listChampions({ ...champion, roles: new Set(['lead']) }, { words: champion.name }, NOW)
  const open = steps.filter((step) => !step.done).map(({ name }) => name)
  expect(listed.champions.map((one) => one.open)).toEqual([open])
  expect(listed.counts.waiting).toBe(open.length === 0 ? 1 : 0)
  return steps.filter((step) => step.done).map(({ name }) => name)
}

test('each of the five steps is done by what was done, and by nothing else', async () => {
  const made = await aCase()
  const { champion, cohort, module, lab, playbook, milestone } = made
  expect(await done(champion)).toEqual([])
  await aCompletion(champion, module, null)
  await anAttempt(champion, lab)
  await aSession(cohort, { milestone, startsAt: NOW, cancelled: true })
  expect(await done(champion)).toEqual([])
  await sql`UPDATE module_progress SET first_completed_at = now() WHERE person_id = ${champion.personId}::uuid`
  expect(await done(champion)).toEqual(['module'])
  await anAttempt(champion, lab, { finished: true })
  expect(await done(champion)).toEqual(['module', 'lab'])
  await lookedAtCohort(champion, (await aCohort({ id: champion.migration?.id ?? '' })).id, NOW)
  expect(await done(champion)).toEqual(['module', 'lab'])
  await lookedAtCohort(champion, cohort.id, NOW)
  await lookedAtCohort(champion, cohort.id, NOW)
  expect(await done(champion)).toEqual(['module', 'lab', 'cohort'])
  await lookedAtPlaybook(champion, playbook.slug, NOW)
  expect(await done(champion)).toEqual(['module', 'lab', 'cohort', 'playbook'])
  expect((await ownSteps(champion, NOW))?.steps[4]?.place).toEqual({ newSession: cohort.id })
  await aSession(cohort, { milestone, startsAt: NOW })
  expect(await done(champion)).toHaveLength(5)
  expect((await ownSteps(champion, NOW))?.steps[4]?.place).toEqual({ cohort: cohort.id })
})

test('a copy that somebody else changed is not adapted by them; their own edit is', async () => {
  const { champion, cohort, playbook } = await aCase()
  const copy = newId()
  await sql`
    INSERT INTO playbook_copy (id, playbook_id, cohort_id, base_id, created_at)
    SELECT ${copy}::uuid, ${playbook.id}::uuid, ${cohort.id}::uuid, id, now() FROM playbook_revision WHERE playbook_id = ${playbook.id}::uuid`
  const other = await aChampion()
  const edit = (author: string, number: number) => sql`
    INSERT INTO playbook_copy_edit (id, copy_id, number, doc, at, author_id) VALUES (${newId()}, ${copy}, ${number}, '{}', now(), ${author})`
  await edit(other.personId, 1)
  expect(await done(champion)).toEqual([])
  await edit(champion.personId, 2)
  expect(await done(champion)).toEqual(['playbook'])
  expect((await ownSteps(champion, NOW))?.steps[3]?.words).toBe('Your first cohort session: adapted.')
})

test('a sign-off needs every step, is a dated record, and is taken back by another', async () => {
  const made = await aCase()
  const { migration, champion } = made
  const [trainer, lead] = [await aTrainer({ migration }), await aLead({ migration })]
  await expect(signOff(lead, champion.personId, SIGN, NOW)).rejects.toMatchObject({
    kind: 'conflict',
    message: '5 steps are still open.',
  })
  await doEverything(made)
  await signOff(trainer, champion.personId, SIGN, NOW)
  expect((await championOf(lead, champion.personId, NOW)).signedOff).toMatchObject({ by: trainer.name, at: NOW })
  await expect(signOff(lead, champion.personId, SIGN, NOW)).rejects.toMatchObject({ kind: 'conflict' })
  const later = new Date(NOW.getTime() + 1_000)
  await signOff(lead, champion.personId, BACK, later)
  const after = await championOf(lead, champion.personId, later)
  expect(after.signedOff).toBeNull()
  expect(after.signOffs.map(({ given, by }) => [given, by])).toEqual([
    [false, lead.name],
    [true, trainer.name],
  ])
})

test('of two who sign off at once one does', async () => {
  const made = await aCase()
  await doEverything(made)
  const leads = [await aLead({ migration: made.migration }), await aTrainer({ migration: made.migration })]
  const done = await Promise.allSettled(leads.map((who) => signOff(who, made.champion.personId, SIGN, NOW)))
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('champions are listed for trainers and leads of their migration; nobody signs off themselves', async () => {
  const made = await aCase()
  const { migration, champion, cohort } = made
  await doEverything(made)
  const { champions } = await listChampions(await aTrainer({ migration }), {}, NOW)
  expect(champions).toMatchObject([{ name: champion.name, cohorts: [cohort.name], open: [], signedOff: null }])
  await expect(listChampions(champion, {}, NOW)).rejects.toMatchObject({ kind: 'forbidden' })
  const stranger = await aLead({ migration: await aMigration() })
  await expect(signOff(stranger, champion.personId, SIGN, NOW)).rejects.toMatchObject({ kind: 'missing' })
  const self = { ...champion, roles: new Set(['champion', 'lead'] as const) }
  await expect(signOff(self, champion.personId, SIGN, NOW)).rejects.toMatchObject({ kind: 'forbidden' })
})

test('who waits to be signed off comes first, and the counts are of all whatever is looked for', async () => {
  const made = await aCase()
  const { migration, champion } = made
  await doEverything(made)
  const lead = await aLead({ migration })
  const signed = await aChampion({ migration, name: 'Aaron Signed' })
  await aChampion({ migration, name: 'Ägir New' })
  await aPerson({ migration, name: 'Abel Left', roles: ['champion'], leftOn: '2020-01-01' })
  await sql`
    INSERT INTO champion_sign_off (id, person_id, migration_id, given, at, by_id)
    VALUES (${newId()}, ${signed.personId}, ${migration.id}, true, ${NOW}, ${lead.personId})`
  const look = async (filter: ChampionFilter) => {
    const { champions, counts, matching } = await listChampions(lead, filter, NOW)
    expect(counts).toEqual({ total: 3, waiting: 1, signedOff: 1 })
    expect(matching).toBe(champions.length)
    return champions.map(({ name }) => name)
  }
  expect(await look({})).toEqual([champion.name, 'Aaron Signed', 'Ägir New'])
  expect(await look({ state: 'waiting' })).toEqual([champion.name])
  expect(await look({ state: 'signed off' })).toEqual(['Aaron Signed'])
  expect(await look({ state: 'not yet' })).toEqual(['Ägir New'])
  expect(await look({ words: 'new agir' })).toEqual(['Ägir New'])
  expect(await look({ words: 'a%' })).toEqual([])
  await signOff(lead, champion.personId, SIGN, NOW)
  const later = new Date(NOW.getTime() + 1_000)
  const { champions, counts } = await listChampions(lead, { state: 'signed off' }, later)
  expect(counts).toEqual({ total: 3, waiting: 0, signedOff: 2 })
  expect(champions.find(({ id }) => id === champion.personId)?.signedOff).toEqual({ at: NOW, by: lead.name })
  await signOff(lead, champion.personId, BACK, later)
  expect(await look({ state: 'waiting' })).toEqual([champion.name])
})

test('pages of champions follow each other without a gap, from those who wait to the others', async () => {
  const made = await aCase()
  const { migration, champion } = made
  await doEverything(made)
  await sql`
    WITH made AS (
      INSERT INTO person (id, name, email)
      SELECT gen_random_uuid(), 'Same Name', gen_random_uuid() || '@list.example' FROM generate_series(1, 110) RETURNING id)
    INSERT INTO role_grant (id, person_id, role, migration_id, granted_at)
    SELECT gen_random_uuid(), id, 'champion', ${migration.id}, now() FROM made`
  const lead = await aLead({ migration })
  const pages: string[][] = []
  for (let after: string | undefined, more = true; more; ) {
    const page = await listChampions(lead, { after }, NOW)
    expect(page).toMatchObject({ matching: 111, counts: { total: 111, waiting: 1 } })
    pages.push(page.champions.map(({ id }) => id))
    after = page.next ?? undefined
    more = after !== undefined
  }
  expect(pages.map(({ length }) => length)).toEqual([50, 50, 11])
  expect(pages[0]?.[0]).toBe(champion.personId)
  expect(new Set(pages.flat()).size).toBe(111)
  await expect(listChampions(lead, { after: 'nonsense' }, NOW)).rejects.toMatchObject({ kind: 'invalid' })
})
