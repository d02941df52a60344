import { expect, test } from 'vitest'
import { foldedLines } from './folding.ts'
import { compareLines } from './word-changes.ts'

const numbered = (count: number) => Array.from({ length: count }, (_, place) => `Line ${place} stays.`)
const shapeOf = (runs: ReturnType<typeof foldedLines>) => runs.map(({ isFolded, lines }) => [isFolded, lines.length])

test('many lines that are the same are folded, but not the one before and after a change', () => {
  const before = numbered(12)
  const after = before.with(6, 'Something else.')
  expect(shapeOf(foldedLines(compareLines(before, after).after))).toEqual([
    [true, 5],
    [false, 3],
    [true, 4],
  ])
})

test('a few lines are not worth folding, and a text without any change stays as it is', () => {
  const before = numbered(4)
  expect(shapeOf(foldedLines(compareLines(before, before.with(0, 'New.')).after))).toEqual([
    [false, 2],
    [false, 2],
  ])
  expect(shapeOf(foldedLines(compareLines(numbered(9), numbered(9)).after))).toEqual([[false, 9]])
})
