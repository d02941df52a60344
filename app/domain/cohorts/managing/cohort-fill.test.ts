import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fill, type RuledCohort } from './cohort-fill.ts'

const person = (id: string, audiences = ['ap'], refused: string[] = []) => ({ id, audiences, refused })
const cohort = (id: string, parts: Partial<RuledCohort> = {}): RuledCohort => ({
  ...{ id, audience: 'ap', members: 0, limit: null },
  ...parts,
})

test('cohorts that share an audience fill evenly, the emptier first', () => {
  const placed = fill([person('a'), person('b'), person('c')], [cohort('north', { members: 1 }), cohort('south')])
  expect(placed).toEqual([
    { person: 'a', cohort: 'south' },
    { person: 'b', cohort: 'north' },
    { person: 'c', cohort: 'south' },
  ])
})

test('nobody comes in beyond the bound, from another audience, or where they were taken out', () => {
  expect(fill([person('a')], [cohort('full', { members: 2, limit: 2 })])).toEqual([])
  expect(fill([person('a', ['sales'])], [cohort('north')])).toEqual([])
  expect(fill([person('a', ['ap'], ['north'])], [cohort('north'), cohort('south', { members: 9 })])).toEqual([
    { person: 'a', cohort: 'south' },
  ])
})

test('whatever the people and cohorts: nobody twice, no bound broken, and nobody left out whom a cohort could take', () => {
  const names = fc.constantFrom('ap', 'sales', 'stock')
  const people = fc.uniqueArray(fc.record({ id: fc.string(), audiences: fc.array(names), refused: fc.constant([]) }), {
    selector: ({ id }) => id,
  })
  const cohorts = fc.uniqueArray(
    fc.record({
      id: fc.string(),
      audience: names,
      members: fc.nat(4),
      limit: fc.option(fc.integer({ min: 1, max: 6 })),
    }),
    { selector: ({ id }) => id },
  )
  fc.assert(
    fc.property(people, cohorts, (candidates, rules) => {
      const placed = fill(candidates, rules)
      expect(new Set(placed.map((one) => one.person)).size).toBe(placed.length)
      const after = rules.map((rule) => ({ ...rule, came: placed.filter((one) => one.cohort === rule.id).length }))
      for (const { came, members, limit } of after)
        if (came > 0 && limit !== null) expect(members + came).toBeLessThanOrEqual(limit)
      const left = candidates.filter(({ id }) => !placed.some((one) => one.person === id))
      const roomy = after.filter(({ members, came, limit }) => limit === null || members + came < limit)
      for (const { audiences } of left) expect(roomy.some(({ audience }) => audiences.includes(audience))).toBe(false)
    }),
  )
})
