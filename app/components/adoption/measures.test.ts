import { expect, test } from 'vitest'
import type { Figure } from '#app/domain/migrations/readiness.ts'
import { figureNote, figureText, gateName, onAxis, targetText } from './measures.ts'

const figure = (parts: Partial<Figure>): Figure => ({
  value: 63.6,
  n: 286,
  interval: null,
  why: null,
  note: null,
  ...parts,
})

test('each measure is written in its own unit', () => {
  expect(figureText('completion', 89.96)).toBe('89%')
  expect(figureText('task ratio', 0.831)).toBe('0.83 ×')
  expect(figureText('critical errors', 0.118)).toBe('0.12')
  expect(figureText('confusion', 2.94)).toBe('2.9')
  expect(targetText('coverage', '>=', 80)).toBe('at least 80%')
  expect(targetText('task ratio', '<=', 1.2)).toBe('at most 1.20 ×')
})

test('a gate is called by what it measures, of whom', () => {
  const gate = { name: null, taskTitle: null, audienceName: null }
  expect(gateName({ ...gate, measure: 'completion' })).toBe('Completion, everyone assigned')
  expect(gateName({ ...gate, measure: 'task ratio', taskTitle: 'Enter invoice 4711', audienceName: 'Every day' })).toBe(
    'Enter invoice 4711, Every day',
  )
  expect(gateName({ ...gate, measure: 'pushed', name: 'Open tickets' })).toBe('Open tickets')
})

test('a figure says how many it counts and how sure it is', () => {
  expect(figureNote('completion', figure({ interval: { low: 58.2, high: 69.4 }, note: '4 more in 7 days' }))).toBe(
    'n 286 people, 95% interval 58% to 69%, 4 more in 7 days',
  )
  expect(figureNote('task ratio', figure({ value: null, why: 'fewer than five people' }))).toBe(
    'Ratio to the old product, fewer than five people',
  )
  expect(figureNote('coverage', figure({ value: null, why: null }))).toBe('Nothing to measure yet')
})

test('a share lies on an axis to 100, anything else on one to twice its target', () => {
  expect(onAxis('completion', 63.6, 90)).toEqual({ value: 63.6, target: 90 })
  expect(onAxis('task ratio', 0.6, 1.2)).toEqual({ value: 25, target: 50 })
  expect(onAxis('confusion', 8, 2)).toEqual({ value: 100, target: 25 })
  expect(onAxis('confusion', 0, 0)).toEqual({ value: 0, target: 0 })
})
