import { expect, test } from 'vitest'
import type { SentAct } from '#app/domain/cohorts/running/acts.ts'
import { afterRefusal } from './waiting.ts'

const at = '2026-03-02T10:00:00.000Z'
const next: SentAct = { kind: 'next', version: 3, id: 'next', at }
const more: SentAct = { kind: 'more', version: 4, id: 'more', at }
const note: SentAct = { kind: 'note', words: 'Net or gross?', id: 'note', at }
const tick: SentAct = { kind: 'tick', note: 'another', id: 'tick', at }

test('what was done to the clock after a refused act on it goes with it, and nothing else', () => {
  expect(afterRefusal([next, note, more, tick], next)).toEqual([note, tick])
  expect(afterRefusal([tick, next], tick)).toEqual([next])
})

test('words that are refused stay', () => {
  expect(afterRefusal([note, tick], note)).toEqual([note, tick])
})
