import { expect, test } from 'vitest'
import type { Division } from './cells.ts'
import { criticalErrors, errorFigures } from './error-frequencies.ts'
import type { TimedAttempt } from './task-times.ts'

const byAudience: Division = { by: 'audience', groups: ['daily', 'monthly'], weekStart: 1_000 }

/** Finished attempts of so many people; the first made the errors. */
function finished(many: number, errors: Record<string, number> = {}, more: Partial<TimedAttempt> = {}): TimedAttempt[] {
  return Array.from({ length: many }, (_, index) => ({
    person: `${more.audiences?.[0] ?? 'p'}${index}`,
    audiences: ['daily'],
    cohort: null,
    arrivedAt: 0,
    success: index > 0,
    suspect: false,
    ms: 60_000,
    ...more,
    criticalErrors: index === 0 ? (more.criticalErrors ?? 0) : 0,
    errors: index === 0 ? errors : {},
  }))
}

const task = (title: string, attempts: TimedAttempt[]) => ({ name: `module/${title}`, title, finished: attempts })

test('errors are counted per finished attempt, unsuccessful ones too, with the task that has most of them', () => {
  const tasks = [
    task('enter', finished(5, { 'wrong-path': 3 })),
    task('pay', finished(5, { 'wrong-path': 1, late: 1 })),
  ]
  expect(errorFigures(tasks, byAudience, null)).toEqual({
    attempts: 10,
    types: [
      { type: 'wrong-path', count: 4, perAttempt: 0.4, mostlyIn: { title: 'enter', share: 0.75 } },
      { type: 'late', count: 1, perAttempt: 0.1, mostlyIn: { title: 'pay', share: 1 } },
    ],
    withheld: [],
  })
})

test('a task that one person did beside another that five did is neither named nor added up', () => {
  const tasks = [task('enter', finished(5, { 'wrong-path': 1 })), task('pay', finished(1, { 'paid-unseen': 4 }))]
  expect(errorFigures(tasks, byAudience, null)).toEqual({
    attempts: 5,
    types: [{ type: 'wrong-path', count: 1, perAttempt: 0.2, mostlyIn: { title: 'enter', share: 1 } }],
    withheld: ['module/pay'],
  })
})

test('an audience’s errors are withheld where everybody’s less the others’ would tell of few', () => {
  const others = finished(4, { late: 1 }, { audiences: ['monthly'] })
  const tasks = [task('enter', [...finished(9, { 'wrong-path': 1 }), ...others])]
  const of = (id: string) => errorFigures(tasks, byAudience, { by: 'audience', id })
  expect(errorFigures(tasks, byAudience, null).attempts).toBe(13)
  expect(of('monthly')).toEqual({ attempts: 0, types: [], withheld: ['module/enter'] })
  expect(of('daily')).toEqual({ attempts: 0, types: [], withheld: ['module/enter'] })
})

test('suspect attempts make no figure, and nobody’s attempts withhold nothing', () => {
  expect(errorFigures([task('enter', finished(5, { late: 1 }, { suspect: true }))], byAudience, null)).toEqual({
    attempts: 0,
    types: [],
    withheld: [],
  })
})

test('critical errors are added up over the tasks that are told', () => {
  const tasks = [
    task('enter', finished(5, {}, { criticalErrors: 2 })),
    task('pay', finished(2, {}, { criticalErrors: 7 })),
  ]
  expect(criticalErrors(tasks, byAudience)).toEqual({ attempts: 5, perAttempt: 0.4 })
  expect(criticalErrors(tasks.slice(1), byAudience)).toBeNull()
})
