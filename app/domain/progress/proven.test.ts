import { expect, test } from 'vitest'
import { isProven } from './proven.ts'
import { emptyRecord } from './record.ts'

const record = { ...emptyRecord(), confirmations: [{ release: 'r', id: 'said', at: new Date() }] }

test('a completion is proven while everything that it names is on record', () => {
  expect(isProven([{ need: 'confirmation', block: null, by: 'said' }], record)).toBe(true)
  expect(isProven([{ need: 'confirmation', block: null, by: 'never said' }], record)).toBe(false)
  expect(isProven([{ need: 'task', block: 'enter', by: 'said' }], record)).toBe(false)
  expect(isProven([], record)).toBe(false)
})
