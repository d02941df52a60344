import { expect, test } from 'vitest'
import { localDay, startOfDay, weekOf } from '#app/domain/migrations/local-days.ts'
import { storeAttempts } from '#tests/makers/attempts.ts'
import { aCohort } from '#tests/makers/cohorts.ts'
import { aLab, aLesson, aSection } from '#tests/makers/lessons.ts'
import { aCompletion, aModule, anAssignment, aPlannedMilestone, aReleaseOf } from '#tests/makers/modules.ts'
import { aChampion, aLearner, aMigration, anAudience, aTrainer } from '#tests/makers/people.ts'
import { filtersOf } from '../filters.ts'
import { rollUp } from '../roll-up.server.ts'
import { type CompareAsked, compareOf } from './compare-input.ts'
import { comparisonTitle } from './compare-words.ts'
import { comparisonOf } from './comparison.server.ts'
import { comparisonRows } from './comparison-rows.ts'

const NOW = new Date()
const ZONE = 'Europe/London'
const DAY = 86_400_000
const LAST_WEEK = startOfDay(weekOf(localDay(NOW, ZONE)), ZONE).getTime() - 3 * DAY

/** Ten people need five minutes at a task, and ten others two; five weeks ago all were at nine, in an older release. */
async function twoGroups() {
  const migration = await aMigration({ timeZone: ZONE })
  const [slow, fast] = [await anAudience(migration, { name: 'Slow' }), await anAudience(migration, { name: 'Fast' })]
  const module = await aModule(migration, { compiled: aLesson({ blocks: [aSection('start'), aLab('enter')] }) })
  const again = await aReleaseOf(module, aLesson({ blocks: [aSection('start', 'New.'), aLab('enter')] }), {
    label: '2',
  })
  const milestone = await aPlannedMilestone(migration)
  for (const audience of [slow, fast]) await anAssignment(module, { milestone, audience })
  const people = await Promise.all(
    Array.from({ length: 20 }, (_, index) => aLearner({ migration, audiences: [index < 10 ? slow : fast] })),
  )
  const [z, a] = [
    await aCohort(migration, { name: 'Z', members: people.slice(0, 10) }),
    await aCohort(migration, { name: 'A', members: people.slice(10) }),
  ]
  for (const person of people.slice(0, 10)) await aCompletion(person, module, NOW)
  await storeAttempts(
    people.flatMap(({ personId: person }, index) =>
      [0, 1].map((past) => ({
        ...{ person, module, block: 'enter', mode: 'assessed' as const, outcome: 'success' as const, suspect: false },
        ...{ release: past ? module.release : again, ordinal: 2 - past, errors: [] },
        startedAt: new Date(LAST_WEEK - past * 35 * DAY),
        arrivedAt: new Date(LAST_WEEK - past * 35 * DAY),
        ms: (past ? 540_000 : index < 10 ? 300_000 : 120_000) + index * 1000,
        audiences: [index < 10 ? slow.id : fast.id],
        cohort: index < 10 ? z.id : a.id,
      })),
    ),
  )
  await rollUp(NOW)
  const trainer = await aTrainer({ migration })
  const compare = (asked: Partial<CompareAsked>) =>
    comparisonOf(trainer, filtersOf(new URLSearchParams()), compareOf(new URLSearchParams(asked)), NOW)
  return { migration, module, slow, fast, z, a, compare }
}

test('two audiences stand side by side with what may be claimed, in page and file', async () => {
  const { compare, slow, fast } = await twoGroups()
  const compared = await compare({ by: 'audience', a: slow.slug, b: fast.slug })
  expect(compared.tasks[0]?.verdict?.change).toBe('slower')
  expect(compared.shares.map(({ of, a, b, move }) => [of, a.part, b.part, move])).toEqual([
    ['completion', 10, 0, 'more'],
    ['upToDate', 0, 0, 'neither'],
    ['coverage', 0, 0, 'neither'],
    ['overdue', expect.any(Number), expect.any(Number), expect.any(String)],
  ])
  expect(comparisonTitle(compared)).toBe('The one task that can be compared takes longer for Slow than for Fast')
  const turned = await compare({ by: 'audience', a: fast.slug, b: slow.slug })
  expect(comparisonTitle(turned)).toBe('The one task that can be compared takes longer for Slow than for Fast')
  const medians = comparisonRows(compared).filter(({ metric }) => metric === 'task time')
  expect(medians.map(({ audience, n }) => [audience, n])).toEqual([
    [slow.slug, 10],
    [fast.slug, 10],
  ])
})

test('cohorts stand in order of name, without a verdict on their times', async () => {
  const { compare, z, a } = await twoGroups()
  const compared = await compare({ by: 'cohort', a: z.id, b: a.id })
  expect(compared.sides?.map(({ label }) => label)).toEqual(['A', 'Z'])
  expect(compared.tasks[0]).toMatchObject({ verdict: null, a: { cell: { figures: { people: 10 } } } })
  expect(comparisonRows(compared).some(({ metric }) => metric === 'task time, first by other')).toBe(false)
  expect(comparisonTitle(compared)).toBe('0% of A and 100% of Z are complete')
})

test('releases of a module and times of four weeks stand side by side', async () => {
  const { compare, module } = await twoGroups()
  const released = await compare({ by: 'release', module: module.slug, a: '2', b: '1' })
  expect(released.tasks[0]?.verdict?.change).toBe('faster')
  const weeks = await compare({ by: 'weeks', a: '4', b: '4 before' })
  expect(comparisonTitle(weeks)).toBe(
    'The one task that can be compared takes longer in the 4 weeks before than in the last 4 weeks',
  )
  const empty = await compare({ by: 'weeks', a: '4', b: '8 before' })
  expect(empty.tasks[0]).toMatchObject({ b: { cell: undefined }, verdict: { change: 'unknown' } })
})

test('while there are not two sides, pairs are offered', async () => {
  const { compare, slow, module, migration } = await twoGroups()
  expect((await compare({})).choices.pairs).toHaveLength(1)
  expect((await compare({ by: 'release' })).choices.pairs).toMatchObject([{ module: { value: module.slug } }])
  expect(await compare({ a: slow.slug, b: slow.slug })).toMatchObject({ sides: null, why: 'the same' })
  expect(await compare({ a: slow.slug, b: 'none' })).toMatchObject({ sides: null, why: 'no such' })
  const champion = await aChampion({ migration })
  const asked = comparisonOf(champion, filtersOf(new URLSearchParams()), compareOf(new URLSearchParams()), NOW)
  await expect(asked).rejects.toMatchObject({ kind: 'forbidden' })
})

test('where cohorts are too many for a list, those that the address asks for are compared all the same', async () => {
  const { compare, migration, z, a } = await twoGroups()
  for (let place = 100; place < 201; place++) await aCohort(migration, { name: `M ${place}` })
  const compared = await compare({ by: 'cohort', a: z.id, b: a.id })
  expect(compared.sides?.map(({ label }) => label)).toEqual(['A', 'Z'])
  expect(compared.choices.sides).toHaveLength(100)
  expect(compared.choices.sides.at(-1)?.label).toBe('Z')
  const looked = await compare({ by: 'cohort', a: a.id, words: ' m 17' })
  expect(looked.choices.sides).toHaveLength(12)
  expect(looked.choices.sides.slice(0, 2).map(({ label }) => label)).toEqual(['A', 'M 117'])
  expect(looked).toMatchObject({ sides: null, why: 'not chosen' })
})
