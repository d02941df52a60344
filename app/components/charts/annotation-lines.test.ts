import { expect, test } from 'vitest'
import { stepped } from './annotation-lines.ts'

test('numbers of what happened close together step down, and the next apart begins on top again', () => {
  expect(stepped([{ x: 10 }, { x: 12 }, { x: 29 }, { x: 60 }]).map(({ level }) => level)).toEqual([0, 1, 2, 0])
})
