import { expect, test } from 'vitest'
import { inOrder, taskOrderOf, taskOrderQuery } from './task-order.ts'

const order = (query: string) => taskOrderOf(new URLSearchParams(query))

function aTask(name: string, ratio: number | null, errorsPerAttempt: number | null = null) {
  const figures = { median: 60_000, interval: null, p90: 90_000, people: 9, attempts: 12, ratio }
  return { name, errorsPerAttempt, cells: [{ group: null, figures }] }
}

const withheld = { name: 'withheld', errorsPerAttempt: null, cells: [{ group: null, withheld: true as const }] }
const untried = { name: 'untried', errorsPerAttempt: null, cells: [] }
const tasks = [withheld, aTask('first', 0.8, 0.1), untried, aTask('second', 1.4, 0), aTask('third', 1.1, 0.3)]
const named = (query: string) => inOrder(tasks, order(query)).map(({ name }) => name)

test('tasks stand in teaching order, or by a figure with the highest first', () => {
  expect(named('')).toEqual(['withheld', 'first', 'untried', 'second', 'third'])
  expect(named('sort=ratio')).toEqual(['second', 'third', 'first', 'withheld', 'untried'])
  expect(named('sort=errors')).toEqual(['third', 'first', 'second', 'withheld', 'untried'])
})

test('in the other direction, too, what has no figure comes last', () => {
  expect(named('sort=-ratio')).toEqual(['first', 'third', 'second', 'withheld', 'untried'])
})

test('an order stands in the address and is read from it; what is not known is the usual one', () => {
  for (const sort of ['ratio', '-p90', 'n']) expect(taskOrderQuery(order(`sort=${sort}`))).toEqual({ sort })
  for (const sort of ['', 'order', '-order', 'speed'])
    expect(taskOrderQuery(order(`sort=${sort}`))).toEqual({ sort: '' })
})
