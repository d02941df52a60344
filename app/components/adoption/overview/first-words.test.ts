import { expect, test } from 'vitest'
import type { FirstThing } from '#app/domain/adoption/overview/first-things.ts'
import { firstWords } from './first-words.ts'

const AROUND = {
  milestone: { slug: 'cutover' },
  audienceNames: { daily: { id: 'daily', slug: 'ap-daily', name: 'Every day' } },
  oldProduct: 'Ledgerline',
  query: new URLSearchParams('milestone=cutover&cohort=leeds'),
} as unknown as Parameters<typeof firstWords>[1]

const wordsOf = (thing: object) => firstWords(thing as FirstThing, AROUND)

test('a gate is told with its target, and leads to where it can be mended', () => {
  const figure = { value: 55, n: 240, interval: null, why: null, note: null }
  const gate = {
    measure: 'completion',
    comparator: '>=',
    target: 90,
    figure,
    audienceId: 'daily',
    audienceName: 'Every day',
  }
  expect(wordsOf({ about: 'gate', gate })).toEqual({
    what: 'Completion, Every day is at 55%, target at least 90%',
    why: 'n 240 people',
    act: { to: '/adoption/people?milestone=cutover&audience=ap-daily', label: 'See who is missing' },
  })
  const unknown = { ...gate, measure: 'coverage', audienceId: null, figure: { ...figure, value: null } }
  expect(wordsOf({ about: 'gate', gate: unknown })).toMatchObject({
    what: expect.stringContaining('is not measured yet'),
    act: { to: '/adoption/cohorts?milestone=cutover&cohort=leeds' },
  })
})

test('a slow task leads to the task, by what its interval says', () => {
  const task = {
    moduleSlug: 'invoices',
    blockId: 'match',
    title: 'Match',
    audience: null,
    ratio: 1.44,
    low: 1.27,
    people: 38,
  }
  expect(wordsOf({ about: 'task', task })).toEqual({
    what: 'Match takes 1.44 × the time in Ledgerline',
    why: 'Everyone, n 38 people, at least 1.27 × by its 95% interval',
    act: { to: '/adoption/tasks/invoices/match?milestone=cutover&cohort=leeds', label: 'See why' },
  })
})

test('cohorts without a session are named, and the first can be planned for at once', () => {
  const named = ['Ada', 'Bern', 'Cork'].map((name) => ({ id: name.toLowerCase(), name }))
  expect(wordsOf({ about: 'cohorts', cohorts: { named, waiting: 5, all: 12 } })).toEqual({
    what: 'Five of 12 cohorts have no session yet',
    why: 'Ada; Bern; Cork; and 2 more',
    act: { to: '/cohorts/ada/sessions/new', label: 'Plan one for Ada' },
  })
})
