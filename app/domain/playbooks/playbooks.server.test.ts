import { expect, test } from 'vitest'
import { itemsToTick } from '#app/lessons/playbook.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aCohort, aSession } from '#tests/makers/cohorts.ts'
import { aModule, aPlannedMilestone } from '#tests/makers/modules.ts'
import { aChampion, aLead, aLearner, aMigration, anAdmin, aTrainer } from '#tests/makers/people.ts'
import { aGuide, aPlaybook, aTemplate } from '#tests/makers/playbooks.ts'
import { playbookOf, playbooksOf } from './playbooks.server.ts'
import { occasionOf, templatesOf } from './templates.server.ts'

const NOW = new Date()
const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000)

test('a champion reads the newest revision, with the titles of the modules that its agenda names', async () => {
  const migration = await aMigration()
  const champion = await aChampion({ migration })
  const module = await aModule(migration)
  const revisions = [aGuide({ title: 'As it was' }), aGuide({ title: 'As it is', module: module.slug })]
  const { slug } = await aPlaybook(migration, { revisions })
  const page = await playbookOf(champion, slug)
  expect(page).toMatchObject({ revision: 2, modules: { [module.slug]: module.release.lesson.title } })
  expect(itemsToTick(page.playbook).map(({ id }) => id)).toEqual(['before/room', 'before/invitation'])
  expect(await playbooksOf(champion)).toEqual([{ slug, title: 'As it is', summary: 'An hour.', minutes: 45 }])
})

test('what is retired, or of another migration, is not there', async () => {
  const migration = await aMigration()
  const champion = await aChampion({ migration })
  const retired = await aPlaybook(migration, { retired: true })
  const foreign = await aPlaybook(await aMigration())
  expect(await playbooksOf(champion)).toEqual([])
  await expect(playbookOf(champion, retired.slug)).rejects.toMatchObject({ kind: 'missing' })
  await expect(playbookOf(champion, foreign.slug)).rejects.toMatchObject({ kind: 'missing' })
})

test('playbooks and templates are for champions, trainers and leads', async () => {
  const migration = await aMigration()
  const { slug } = await aPlaybook(migration)
  expect(await playbooksOf(await aTrainer({ migration }))).toHaveLength(1)
  for (const stranger of [await aLearner({ migration }), await anAdmin({ migration })]) {
    await expect(playbooksOf(stranger)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(playbookOf(stranger, slug)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(templatesOf(stranger)).rejects.toMatchObject({ kind: 'forbidden' })
  }
})

test('templates come in their authors’ order, with the module that they are about', async () => {
  const migration = await aMigration()
  const champion = await aChampion({ migration })
  const module = await aModule(migration)
  const second = await aTemplate(migration, { position: 2 })
  const first = await aTemplate(migration, { position: 1, body: 'Open {{product.new}}.' })
  await aTemplate(await aMigration())
  await sql`UPDATE support_template SET module_id = ${module.id} WHERE slug = ${first.slug}`
  const templates = await templatesOf(champion)
  expect(templates.map(({ slug }) => slug)).toEqual([first.slug, second.slug])
  expect(templates[0]).toMatchObject({
    markdown: 'Open {{product.new}}.',
    module: { slug: module.slug, title: module.release.lesson.title },
  })
  expect(templates[1]?.module).toBeNull()
})

test('a message is filled for the champion’s first cohort, or the one that they choose', async () => {
  const migration = await aMigration()
  const champion = await aChampion({ migration })
  await aPlannedMilestone(migration, { name: 'Release', inDays: 60 })
  const cutover = await aPlannedMilestone(migration, { name: 'Cutover: payments', inDays: 21 })
  await aPlannedMilestone(migration, { name: 'Past', inDays: -30 })
  const hull = await aCohort(migration, { name: 'Hull', champions: [champion] })
  const leeds = await aCohort(migration, { name: 'Leeds', champions: [champion] })
  await aSession(leeds, { milestone: cutover, startsAt: hours(-2) })
  await aSession(leeds, { milestone: cutover, startsAt: hours(5), cancelled: true })
  await aSession(leeds, { milestone: cutover, startsAt: hours(24) })
  await aSession(leeds, { milestone: cutover, startsAt: hours(48) })
  const occasion = await occasionOf(champion, leeds.id, NOW)
  expect(occasion).toEqual({
    cohorts: [hull, leeds],
    cohort: leeds,
    session: { startsAt: hours(24), timeZone: 'Europe/London' },
    milestone: { name: 'Cutover: payments', date: cutover.date },
  })
  expect(await occasionOf(champion, null, NOW)).toMatchObject({ cohort: hull, session: null })
})

test('whoever manages cohorts fills for the one that they look at, and for none otherwise', async () => {
  const migration = await aMigration()
  const lead = await aLead({ migration })
  const milestone = await aPlannedMilestone(migration)
  const leeds = await aCohort(migration, { name: 'Leeds', champions: [await aChampion({ migration })] })
  await aSession(leeds, { milestone, startsAt: hours(24) })
  const session = { startsAt: hours(24), timeZone: 'Europe/London' }
  expect(await occasionOf(lead, leeds.id, NOW)).toMatchObject({ cohorts: [], cohort: leeds, session })
  expect(await occasionOf(lead, null, NOW)).toMatchObject({ cohort: null, session: null })
})

test('a cohort that somebody else leads, or that is closed, fills nothing', async () => {
  const migration = await aMigration()
  const [champion, other] = [await aChampion({ migration }), await aChampion({ migration })]
  const foreign = await aCohort(migration, { champions: [other] })
  await aCohort(migration, { champions: [champion], closedAt: NOW })
  expect(await occasionOf(champion, foreign.id, NOW)).toEqual({
    cohorts: [],
    cohort: null,
    session: null,
    milestone: null,
  })
})
