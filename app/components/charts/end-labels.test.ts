import { expect, test } from 'vitest'
import { spread } from './end-labels.ts'

test('labels far from each other stay where their lines end', () => {
  expect(spread([{ y: 100 }, { y: 20 }])).toEqual([{ y: 20 }, { y: 100 }])
})

test('labels that would lie on each other move apart in their order', () => {
  const moved = spread([
    { name: 'low', y: 54 },
    { name: 'high', y: 50 },
    { name: 'lower', y: 58 },
  ])
  expect(moved.map((label) => label.name)).toEqual(['high', 'low', 'lower'])
  expect(moved.map((label) => label.y)).toEqual([50, 66, 82])
})
