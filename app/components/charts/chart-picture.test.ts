import { expect, test } from 'vitest'
import { linesOf } from './chart-picture.ts'

test('words of a picture break where they would be wider than the chart; a long word stands alone', () => {
  const measure = (words: string) => words.length
  expect(linesOf('n 240 people assigned today', 12, measure)).toEqual(['n 240 people', 'assigned', 'today'])
  expect(linesOf('a considerably long word', 8, measure)).toEqual(['a', 'considerably', 'long', 'word'])
})
