import { expect, test } from 'vitest'
import { idTime, newId } from './ids.ts'

test('ids are in the order of their making, also within a millisecond', () => {
  const ids = Array.from({ length: 2_000 }, () => newId())
  expect(ids).toEqual([...ids].sort())
  expect(new Set(ids).size).toBe(ids.length)
})

test('an id carries the instant that it was made for', () => {
  const at = new Date('2026-03-02T09:00:00.123Z')
  expect(idTime(newId(at))).toEqual(at)
  expect(newId(at)).not.toBe(newId(at))
})
