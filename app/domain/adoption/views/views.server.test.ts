import { expect, test } from 'vitest'
import { aLearner, aMigration, aTrainer } from '#tests/makers/people.ts'
import { canonical, pageName } from './view-pages.ts'
import { adoptionViews, changeViews } from './views.server.ts'

const NOW = new Date()

test('a view is saved under a name, opened by its address, renamed and removed; equal filters are one address', async () => {
  const trainer = await aTrainer()
  await changeViews(trainer, { name: 'Wave 1', view: '/adoption?weeks=8&audience=&milestone=wave-1' }, NOW)
  await changeViews(trainer, { name: 'All checks', view: '/adoption/checks' }, NOW)
  const [checks, wave] = await adoptionViews(trainer)
  expect(checks).toMatchObject({ name: 'All checks', pageName: 'Checks', address: '/adoption/checks' })
  expect(wave).toMatchObject({ name: 'Wave 1', address: '/adoption?milestone=wave-1&weeks=8' })

  await changeViews(trainer, { name: 'Wave 1', view: '/adoption?weeks=12' }, NOW)
  const id = wave?.id ?? ''
  expect((await adoptionViews(trainer)).find((one) => one.id === id)?.address).toBe('/adoption?weeks=12')
  await changeViews(trainer, { rename: id, name: 'Twelve weeks' }, NOW)
  expect((await adoptionViews(trainer)).map(({ name }) => name)).toEqual(['All checks', 'Twelve weeks'])
  await changeViews(trainer, { forget: id }, NOW)
  expect((await adoptionViews(trainer)).map(({ name }) => name)).toEqual(['All checks'])
})

test('views are one’s own: others neither see, rename nor remove them', async () => {
  const migration = await aMigration()
  const [trainer, other] = [await aTrainer({ migration }), await aTrainer({ migration })]
  await changeViews(trainer, { name: 'Mine', view: '/adoption' }, NOW)
  const [mine] = await adoptionViews(trainer)
  await expect(changeViews(other, { rename: mine?.id ?? '', name: 'Yours' }, NOW)).rejects.toMatchObject({
    kind: 'conflict',
  })
  await changeViews(other, { forget: mine?.id ?? '' }, NOW)
  expect(await adoptionViews(other)).toEqual([])
  expect((await adoptionViews(trainer)).map(({ name }) => name)).toEqual(['Mine'])
})

test('a name is one view’s of a page, thirty are enough, and only pages of adoption are saved here', async () => {
  const trainer = await aTrainer()
  await changeViews(trainer, { name: 'One', view: '/adoption' }, NOW)
  await changeViews(trainer, { name: 'Two', view: '/adoption?weeks=8' }, NOW)
  const [one] = await adoptionViews(trainer)
  const rename = changeViews(trainer, { rename: one?.id ?? '', name: 'Two' }, NOW)
  await expect(rename).rejects.toMatchObject({ kind: 'conflict' })
  for (let view = 3; view <= 30; view++) await changeViews(trainer, { name: `${view}`, view: '/adoption' }, NOW)
  const more = changeViews(trainer, { name: 'More', view: '/adoption' }, NOW)
  await expect(more).rejects.toMatchObject({ kind: 'conflict' })
  for (const view of [
    '/admin',
    '/confusion',
    '/adoption/views',
    '//evil.example/adoption',
    '/adoption/tasks/a/b/c',
    '',
  ]) {
    await expect(changeViews(trainer, { name: 'Bad', view }, NOW), view).rejects.toMatchObject({ kind: 'invalid' })
  }
  await expect(adoptionViews(await aLearner())).rejects.toMatchObject({ kind: 'forbidden' })
})

test('pages are known by their path, and filters have one order', () => {
  expect(pageName('/adoption/tasks/first-invoice/enter')).toBe('One task')
  expect(pageName('/adoption/views')).toBeNull()
  expect(canonical('b=2&a=&a=1&c=%C3%A9')).toBe('a=1&b=2&c=%C3%A9')
})
