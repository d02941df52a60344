import { expect, test } from 'vitest'
import { confirmModule } from '#app/domain/progress/confirmation.server.ts'
import { aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule, aReleaseOf, withdraw } from '#tests/makers/modules.ts'
import { aLead, aLearner, aMigration } from '#tests/makers/people.ts'
import { comparisonOf } from './comparison.server.ts'

const NOW = new Date()
const migration = await aMigration()
const text = (words: string) => aLesson({ blocks: [aSection('start', words)] })

/** Three releases of a module, which lena knows in the first. */
async function threeReleases() {
  const module = await aModule(migration, { compiled: text('First.') })
  const lena = await aLearner({ migration })
  await confirmModule(lena, module.slug, module.release.id, NOW)
  const second = await aReleaseOf(module, text('Second.'), { label: '2', at: new Date('2026-02-01') })
  const third = await aReleaseOf(module, text('Third.'), { label: '3', at: new Date('2026-03-01') })
  return { module, lena, second, third }
}

test('a learner compares what they completed with what is current, others the last two', async () => {
  const { module, lena } = await threeReleases()
  expect(await comparisonOf(lena, module.slug, {}, NOW)).toMatchObject({ from: '1', to: '3' })
  expect(await comparisonOf(await aLearner({ migration }), module.slug, {}, NOW)).toMatchObject({ from: '2', to: '3' })
})

test('any two releases can be chosen', async () => {
  const { module, lena } = await threeReleases()
  const { comparison } = await comparisonOf(lena, module.slug, { from: '1', to: '2' }, NOW)
  expect(comparison?.changed).toMatchObject([{ id: 'start', how: 'changed' }])
  await expect(comparisonOf(lena, module.slug, { from: '9' }, NOW)).rejects.toMatchObject({ kind: 'missing' })
})

test('a withdrawn release is seen by whoever completed it and by whoever publishes, and by nobody else', async () => {
  const { module, lena, third } = await threeReleases()
  await withdraw(module.release, third)
  const labels = async (viewer: Parameters<typeof comparisonOf>[0]) =>
    (await comparisonOf(viewer, module.slug, {}, NOW)).releases.map(({ label }) => label)
  expect(await labels(lena)).toEqual(['3', '2', '1'])
  expect(await labels(await aLead({ migration }))).toEqual(['3', '2', '1'])
  expect(await labels(await aLearner({ migration }))).toEqual(['3', '2'])
})

test('a module with one release has nothing to compare, one of another migration is missing', async () => {
  const module = await aModule(migration)
  const lena = await aLearner({ migration })
  expect(await comparisonOf(lena, module.slug, {}, NOW)).toMatchObject({ from: null, comparison: null })
  await expect(comparisonOf(await aLearner(), module.slug, {}, NOW)).rejects.toMatchObject({ kind: 'missing' })
  await expect(comparisonOf(lena, 'nowhere', {}, NOW)).rejects.toMatchObject({ kind: 'missing' })
})

test('only those who publish look at a file that is not published', async () => {
  const { module, lena } = await threeReleases()
  await expect(comparisonOf(lena, module.slug, { to: '*' }, NOW)).rejects.toMatchObject({ kind: 'forbidden' })
})
