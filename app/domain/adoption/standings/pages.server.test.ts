import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { addDays, localDay } from '#app/domain/migrations/local-days.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { aCohort, aSession } from '#tests/makers/cohorts.ts'
import { aCompletion, aModule, anAssignment, aPlannedMilestone } from '#tests/makers/modules.ts'
import { aChampion, aLearner, aMigration, anAudience, aTrainer } from '#tests/makers/people.ts'
import { adoptionOf } from '../adoption.server.ts'
import { filtersOf } from '../filters.ts'
import { cohortOrderOf } from './cohort-order.ts'
import { allCohorts, cohortsLookedAt } from './cohorts.server.ts'
import { cohortsTitle } from './cohorts-title.ts'
import { completionLookedAt } from './completion.server.ts'
import { completionRows } from './completion-rows.ts'
import { NEEDS, type Need } from './needs.ts'
import { allPeople, peopleLookedAt } from './people.server.ts'
import { completionReport } from './report.server.ts'
import { standingsHold } from './roll-up.server.ts'

const NOW = new Date()
const TODAY = localDay(NOW, 'Europe/London')
const USUAL = filtersOf(new URLSearchParams())
const ORDER = cohortOrderOf(new URLSearchParams())

/**
 * Of two modules that the audience is asked for, Ada has completed both, Ben one and nothing for two weeks, Cleo none,
 * Dora one and asks for help. Ada and Ben are in a cohort that met without Ben, Cleo is in one that has not met.
 */
async function aPlan() {
  const migration = await aMigration({ timeZone: 'Europe/London' })
  const milestone = await aPlannedMilestone(migration, { date: addDays(TODAY, 20) })
  const audience = await anAudience(migration)
  const modules = [await aModule(migration), await aModule(migration)] as const
  for (const module of modules) await anAssignment(module, { milestone, audience })
  const person = (name: string) => aLearner({ migration, name, audiences: [audience] })
  const [ada, ben, cleo, dora] = [await person('Ada'), await person('Ben'), await person('Cleo'), await person('Dora')]
  await aCompletion(ada, modules[0], NOW)
  await aCompletion(ada, modules[1], NOW)
  await aCompletion(ben, modules[0], new Date(NOW.getTime() - 20 * 86_400_000))
  await sql`UPDATE module_progress SET last_at = now() - interval '14 days' WHERE person_id = ${ben.personId}`
  await aCompletion(dora, modules[0], NOW)
  await sql`
    INSERT INTO help_request (id, person_id, module_id, release_id, block_id, at)
    SELECT ${newId()}, ${dora.personId}, ${modules[1].id}, release_id, block_id, now()
    FROM release_block WHERE release_id = ${modules[1].release.id} LIMIT 1`
  const champion = await aChampion({ migration, name: 'Wim' })
  const met = await aCohort(migration, { name: 'Met', members: [ada, ben], champions: [champion] })
  const apart = await aCohort(migration, { name: 'Apart', members: [cleo] })
  await aSession(met, { milestone, startsAt: NOW, attended: [ada] })
  await standingsHold(NOW)
  return { migration, milestone, audience, modules, met, apart, trainer: await aTrainer({ migration }) }
}

async function everyOne<T>(batches: AsyncGenerator<T[]>): Promise<T[]> {
  const all: T[] = []
  for await (const batch of batches) all.push(...batch)
  return all
}

const names = async (trainer: Viewer, need: Need, more: { module?: string; cohort?: string } = {}) => {
  const filters = { ...USUAL, cohort: more.cohort ?? null }
  const found = await peopleLookedAt(trainer, filters, { need, module: more.module ?? null, after: null }, NOW)
  expect(found.total).toBe(found.people.length)
  return found.people.map(({ name }) => name)
}

test('people are found by what they need, by name, and as many as every figure says', async () => {
  const { trainer, modules, met } = await aPlan()
  const found = Object.fromEntries(
    await Promise.all(NEEDS.map(async (need) => [need, await names(trainer, need)] as const)),
  )
  expect(found).toEqual({
    help: ['Ben', 'Cleo', 'Dora'],
    overdue: [],
    'not started': ['Cleo'],
    stuck: ['Ben'],
    asking: ['Dora'],
    'to refresh': [],
    'not complete': ['Ben', 'Cleo', 'Dora'],
    all: ['Ada', 'Ben', 'Cleo', 'Dora'],
  })
  expect(await names(trainer, 'not complete', { module: modules[0].slug })).toEqual(['Cleo'])
  expect(await names(trainer, 'asking', { module: modules[1].slug })).toEqual(['Dora'])
  expect(await names(trainer, 'asking', { module: 'of-another-milestone' })).toEqual(['Dora'])
  expect(await names(trainer, 'help', { cohort: met.id })).toEqual(['Ben'])
  expect(await names(trainer, 'help', { cohort: met.id, module: modules[1].slug })).toEqual(['Ben'])
})

test('a list goes on after its last person, and a file has everybody', async () => {
  const { trainer, migration, audience } = await aPlan()
  for (let index = 0; index < 50; index++) {
    await aLearner({ migration, audiences: [audience], name: `Person ${String(index).padStart(2, '0')}` })
  }
  await standingsHold(NOW)
  const asked = { need: 'all', module: null } as const
  const first = await peopleLookedAt(trainer, USUAL, { ...asked, after: null }, NOW)
  expect([first.people.length, first.total]).toEqual([50, 54])
  const rest = await peopleLookedAt(trainer, USUAL, { ...asked, after: first.next }, NOW)
  expect([rest.people.length, rest.next]).toEqual([4, null])
  const { batches } = await allPeople(trainer, USUAL, asked, NOW)
  expect(await everyOne(batches)).toEqual([...first.people, ...rest.people])
})

test('somebody is told by their state and their next step alone', async () => {
  const { trainer, modules, met } = await aPlan()
  const { people } = await peopleLookedAt(trainer, USUAL, { need: 'stuck', module: null, after: null }, NOW)
  expect(people).toEqual([
    {
      ...{ id: people[0]?.id, name: 'Ben', why: ['stuck'], asked: 2, done: 1 },
      lastOn: localDay(new Date(NOW.getTime() - 14 * 86_400_000), 'Europe/London'),
      cohort: { id: met.id, name: 'Met' },
      next: modules[1].release.lesson.title,
    },
  ])
})

test('completion is told from assigned to complete, the same in page, overview and file', async () => {
  const { trainer, modules } = await aPlan()
  const looked = await completionLookedAt(trainer, USUAL, NOW)
  expect(looked.total.counts).toMatchObject({ assigned: 4, started: 3, practised: 3, complete: 1, attended: 1 })
  expect(looked.modules.map(({ slug, counts }) => [slug, counts.complete])).toEqual([
    [modules[0].slug, 3],
    [modules[1].slug, 1],
  ])
  const { total, byAudience, days, series } = await adoptionOf(trainer, USUAL, NOW)
  expect([looked.total.figures, looked.byAudience[0]?.figures]).toEqual([total, byAudience[0]?.figures])
  expect([looked.days, looked.series]).toEqual([days, series])
  const rows = completionRows(looked)
  expect(rows.find(({ metric, audience }) => metric === 'completion rate' && audience === 'everyone')).toMatchObject({
    value: 25,
    n: 4,
  })
  expect(rows.filter(({ task, metric }) => task !== '' && metric === 'complete').map(({ value }) => value)).toEqual([
    3, 1,
  ])
})

test('the report has a row a person and a column a module', async () => {
  const { trainer, modules } = await aPlan()
  const { columns, batches } = await completionReport(trainer, USUAL, NOW)
  const [one, other] = modules.map(({ slug }) => slug) as [string, string]
  expect(columns).toEqual(['person', 'id', 'complete', one, other])
  const rows = await everyOne(batches)
  expect(rows.map(({ id: _, ...row }) => row)).toEqual([
    { person: 'Ada', complete: TODAY, [one]: TODAY, [other]: TODAY },
    {
      person: 'Ben',
      complete: 'open',
      [one]: localDay(new Date(NOW.getTime() - 20 * 86_400_000), 'Europe/London'),
      [other]: 'open',
    },
    { person: 'Cleo', complete: 'open', [one]: 'open', [other]: 'open' },
    { person: 'Dora', complete: 'open', [one]: TODAY, [other]: 'open' },
  ])
})

test('cohorts are told by coverage, the lowest first, with their members for each champion', async () => {
  const { trainer } = await aPlan()
  const looked = await cohortsLookedAt(trainer, USUAL, { order: ORDER, words: '', page: 1 }, NOW)
  expect([looked.total, looked.met, looked.attended, looked.assigned]).toEqual([2, 1, 1, 3])
  expect(
    looked.listed.map(({ name, attended, assigned, complete, members, champions }) => [
      name,
      attended,
      assigned,
      complete,
      members,
      champions,
    ]),
  ).toEqual([
    ['Apart', 0, 1, 0, 1, []],
    ['Met', 1, 2, 1, 2, ['Wim']],
  ])
  const { batches } = await allCohorts(trainer, USUAL, { order: ORDER, words: '' }, NOW)
  expect(await everyOne(batches)).toEqual(looked.listed)
  const highest = { order: cohortOrderOf(new URLSearchParams('sort=coverage')), words: '', page: 9 }
  const turned = await cohortsLookedAt(trainer, USUAL, highest, NOW)
  expect([turned.listed.map(({ name }) => name), turned.page]).toEqual([['Met', 'Apart'], 1])
  const found = await cohortsLookedAt(trainer, USUAL, { order: ORDER, words: 'MÉT', page: 1 }, NOW)
  expect([found.listed.map(({ name }) => name), cohortsTitle(found)]).toEqual([
    ['Met'],
    'The one cohort with “MÉT” has met',
  ])
})

test('who leads no migration’s training sees nobody', async () => {
  const { migration } = await aPlan()
  const champion = await aChampion({ migration })
  const asked = { need: 'help', module: null, after: null } as const
  await expect(peopleLookedAt(champion, USUAL, asked, NOW)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(completionReport(champion, USUAL, NOW)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(cohortsLookedAt(champion, USUAL, { order: ORDER, words: '', page: 1 }, NOW)).rejects.toMatchObject({
    kind: 'forbidden',
  })
})
