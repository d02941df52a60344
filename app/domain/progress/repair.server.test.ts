import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { Browser } from '#tests/makers/events.ts'
import { aLab, aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule, aReleaseOf } from '#tests/makers/modules.ts'
import { aLearner, aMigration } from '#tests/makers/people.ts'
import { moveOn } from '../modules/publication/moving-on.server.ts'
import { repairProgress } from './repair.server.ts'

const migration = await aMigration()

async function someoneDone() {
  const lena = await aLearner({ migration })
  const module = await aModule(migration, { compiled: aLesson({ blocks: [aSection('start'), aLab('enter')] }) })
  const browser = new Browser(lena, module.release, new Date())
  browser.doLab('enter')
  await browser.send()
  return { person: lena.personId, module: module.id, slug: module.slug }
}

test('what was recorded on the way is what the evidence says', async () => {
  await someoneDone()
  expect(await repairProgress(new Date(), { mend: false })).toEqual([])
})

test('progress that was tampered with is told, and mended', async () => {
  const { person, ...module } = await someoneDone()
  await sql`UPDATE module_progress SET met = 0, completed_release_id = NULL WHERE person_id = ${person}`
  const told = [{ person, ...module, what: 'progress differs' }]
  expect(await repairProgress(new Date(), { mend: false })).toEqual(told)
  expect(await repairProgress(new Date(), { mend: true })).toEqual(told)
  expect(await repairProgress(new Date(), { mend: false })).toEqual([])
  expect(await sql`SELECT met FROM module_progress WHERE person_id = ${person}`).toEqual([{ met: 1 }])
})

test('a completion that is missing is told, and recorded', async () => {
  const { person, ...module } = await someoneDone()
  await sql`ALTER TABLE completion DISABLE TRIGGER append_only`
  await sql`DELETE FROM completion WHERE person_id = ${person}`
  await sql`ALTER TABLE completion ENABLE TRIGGER append_only`
  expect(await repairProgress(new Date(), { mend: true })).toEqual([{ person, ...module, what: 'completion missing' }])
  expect(await sql`SELECT source FROM completion WHERE person_id = ${person}`).toEqual([{ source: 'rule' }])
})

test('progress that is not there at all is told, and made from what was done', async () => {
  const { person, ...module } = await someoneDone()
  const [before] = await sql`SELECT * FROM module_progress WHERE person_id = ${person}`
  await sql`DELETE FROM module_progress WHERE person_id = ${person}`
  expect(await repairProgress(new Date(), { mend: true })).toEqual([{ person, ...module, what: 'progress missing' }])
  const [after] = await sql`SELECT * FROM module_progress WHERE person_id = ${person}`
  expect(after).toMatchObject({ met: 1, required: 1, completed_release_id: before?.completed_release_id })
  expect(await repairProgress(new Date(), { mend: false })).toEqual([])
})

test('a completion whose evidence is gone is told, and never taken away', async () => {
  const { person, ...module } = await someoneDone()
  await sql`DELETE FROM attempt WHERE person_id = ${person}`
  const told = [{ person, ...module, what: 'completion unproven' }]
  expect(await repairProgress(new Date(), { mend: true })).toEqual(told)
  expect(await repairProgress(new Date(), { mend: true })).toEqual(told)
  expect(await sql`SELECT FROM completion WHERE person_id = ${person}`).toHaveLength(1)
})

test('who stayed in an older release for an attempt that is over is told, and moves on', async () => {
  const { person, ...module } = await someoneDone()
  const compiled = aLesson({ blocks: [aSection('start', 'Other words.'), aLab('enter')] })
  const release = await aReleaseOf({ id: module.module }, compiled)
  const differences = await repairProgress(new Date(), { mend: false })
  expect(differences).toContainEqual({ person, ...module, what: 'not moved on' })
  expect(await moveOn(new Date())).toBe(1)
  expect((await repairProgress(new Date(), { mend: false })).filter((one) => one.person === person)).toEqual([])
  const moved = await sql`SELECT release_id FROM module_progress WHERE person_id = ${person}`
  expect(moved).toEqual([{ release_id: release.id }])
})
