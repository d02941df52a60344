import { expect, test } from 'vitest'
import { criticalErrors, errorFigures } from './error-frequencies.ts'
import type { Told } from './task-rollups/told-tasks.server.ts'
import { newSum } from './task-rollups/week-sum.ts'

/** So many finished attempts that are told, with their errors. */
const finished = (told: number, errors: Record<string, number> = {}, criticalErrors = 0): Told => ({
  told: 'figures',
  span: 4,
  people: told,
  sum: { ...newSum(), told, errors, criticalErrors },
})
const task = (title: string, told: Told) => ({ name: `module/${title}`, title, told })

test('errors are counted per finished attempt, with the task that has most of them', () => {
  const tasks = [
    task('enter', finished(5, { 'wrong-path': 3 })),
    task('pay', finished(5, { 'wrong-path': 1, late: 1 })),
  ]
  expect(errorFigures(tasks)).toEqual({
    attempts: 10,
    types: [
      { type: 'wrong-path', count: 4, perAttempt: 0.4, mostlyIn: { title: 'enter', share: 0.75 } },
      { type: 'late', count: 1, perAttempt: 0.1, mostlyIn: { title: 'pay', share: 1 } },
    ],
    withheld: [],
  })
})

test('a task that is withheld is neither added up nor hidden, and one that nobody finished is not named', () => {
  const tasks = [
    task('enter', finished(5, { 'wrong-path': 1 })),
    task('pay', { told: 'withheld' }),
    task('close', { told: 'none' }),
  ]
  expect(errorFigures(tasks)).toEqual({
    attempts: 5,
    types: [{ type: 'wrong-path', count: 1, perAttempt: 0.2, mostlyIn: { title: 'enter', share: 1 } }],
    withheld: ['module/pay'],
  })
})

test('critical errors are added up over the tasks that are told', () => {
  const tasks = [task('enter', finished(5, {}, 2)), task('pay', { told: 'withheld' })]
  expect(criticalErrors(tasks)).toEqual({ attempts: 5, perAttempt: 0.4 })
  expect(criticalErrors(tasks.slice(1))).toBeNull()
})
