import { expect, test } from 'vitest'
import type { GateReadiness } from '#app/domain/migrations/readiness.server.ts'
import { firstThings, type Situation } from './first-things.ts'

const CALM: Situation = {
  daysLeft: 28,
  gates: [],
  tasks: [],
  blocks: [],
  audiences: [],
  cohorts: { named: [], waiting: 0, all: 4 },
}

function aGate(id: string, value: number | null, target: number, state: GateReadiness['state'] = 'not met') {
  return { id, target, state, figure: { value } } as GateReadiness
}

const aTask = (title: string, low: number) =>
  ({ moduleSlug: 'invoices', blockId: title, title, audience: null, ratio: low + 0.1, low, people: 12 }) as const

const aBlock = (title: string, open: number, reached: number) =>
  ({ moduleSlug: 'invoices', blockId: title, title, open, reached }) as const

const anAudience = (slug: string, overdue: number, people: number) => ({ slug, name: slug, overdue, people })

const kindsOf = (situation: Partial<Situation>) => firstThings({ ...CALM, ...situation }).map(({ about }) => about)

test('where all is well there is nothing to do first', () => {
  const fine = {
    gates: [aGate('met', 95, 90, 'met'), aGate('waived', 10, 90, 'waived')],
    tasks: [aTask('quick', 0.9)],
    blocks: [aBlock('clear', 0, 50)],
    audiences: [anAudience('daily', 0, 40)],
  }
  expect(kindsOf(fine)).toEqual([])
})

test('unmet gates stand by how far they are from their targets, whatever their unit; three are enough', () => {
  const gates = [aGate('share', 80, 90), aGate('ratio', 1.8, 1.2), aGate('unmeasured', null, 5), aGate('near', 89, 90)]
  const things = firstThings({ ...CALM, gates })
  expect(things.map((thing) => thing.about === 'gate' && thing.gate.id)).toEqual(['unmeasured', 'ratio', 'share'])
})

test('a gate grows heavier as its day comes near, and overtakes what was heavier', () => {
  const situation = { gates: [aGate('completion', 45, 90)], audiences: [anAudience('daily', 10, 40)] }
  expect(kindsOf({ ...situation, daysLeft: 56 })).toEqual(['audience', 'gate'])
  expect(kindsOf({ ...situation, daysLeft: 7 })).toEqual(['gate', 'audience'])
  expect(kindsOf({ ...situation, daysLeft: -3 })).toEqual(['gate', 'audience'])
})

test('a task is slow only if its whole interval lies above 1.2 times the old product', () => {
  expect(kindsOf({ tasks: [aTask('slower, perhaps', 1.19)] })).toEqual([])
  const [first] = firstThings({ ...CALM, tasks: [aTask('slow', 1.3), aTask('slowest', 1.5)] })
  expect(first).toMatchObject({ about: 'task', task: { title: 'slowest' } })
})

test('the block with most open reports counts; among equals the one that more of its people asked about', () => {
  const of = (blocks: Situation['blocks']) => firstThings({ ...CALM, blocks })[0]
  expect(of([aBlock('rare', 2, 4), aBlock('frequent', 5, 500)])).toMatchObject({ block: { title: 'frequent' } })
  expect(of([aBlock('wide', 1, 90), aBlock('narrow', 1, 9)])).toMatchObject({ block: { title: 'narrow' } })
})

test('the audience with most people overdue counts, weighed by how many of it they are', () => {
  const [first] = firstThings({ ...CALM, audiences: [anAudience('small', 3, 4), anAudience('large', 30, 400)] })
  expect(first).toMatchObject({ about: 'audience', audience: { slug: 'large' }, weight: 0.075 })
})

test('cohorts without a session weigh by their share, less while there is time', () => {
  const cohorts = { named: [{ id: '1', name: 'Leeds' }], waiting: 1, all: 4 }
  expect(firstThings({ ...CALM, cohorts })).toEqual([{ about: 'cohorts', cohorts, weight: 0.0625 }])
  expect(firstThings({ ...CALM, daysLeft: 0, cohorts })[0]?.weight).toBe(0.25)
})
