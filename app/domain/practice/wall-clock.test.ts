import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newWallClock, type Reading, readWallClock, resumedWallClock } from './wall-clock.ts'

const NINE = Date.parse('2026-09-15T09:00Z')
const MINUTE = 60_000
const HOUR = 60 * MINUTE

const started = newWallClock({ epoch: NINE, steady: 500 })
const passed = (...readings: Reading[]) => readings.reduce(readWallClock, started).now - NINE

test('time passes as both clocks say', () => {
  expect(passed({ epoch: NINE + MINUTE, steady: 500 + MINUTE })).toBe(MINUTE)
})

test('a clock that is set back takes nothing back, and the task goes on from there', () => {
  const setBack = { epoch: NINE + MINUTE - HOUR, steady: 500 + MINUTE }
  expect(passed(setBack)).toBe(MINUTE)
  expect(passed(setBack, { epoch: setBack.epoch + MINUTE, steady: setBack.steady + MINUTE })).toBe(2 * MINUTE)
})

test('sleep passes on the wall, even where the steady clock stands still', () => {
  expect(passed({ epoch: NINE + HOUR, steady: 700 })).toBe(HOUR)
})

test('another page goes on with what passed in between', () => {
  const kept = { now: NINE + MINUTE, epoch: NINE + MINUTE }
  expect(resumedWallClock(kept, { epoch: NINE + 5 * MINUTE, steady: 20 }).now).toBe(NINE + 5 * MINUTE)
  expect(resumedWallClock(kept, { epoch: NINE - HOUR, steady: 20 }).now).toBe(NINE + MINUTE)
})

const happenings = fc.array(
  fc.record({
    passes: fc.integer({ min: 0, max: HOUR }),
    isSetBy: fc.integer({ min: -3 * HOUR, max: 3 * HOUR }),
    sleeps: fc.boolean(),
  }),
  { maxLength: 30 },
)

test('whatever is done to the clock, what passed awake is never lost, and the clock never runs backwards', () => {
  fc.assert(
    fc.property(happenings, (all) => {
      let clock = started
      let awake = 0
      let [epoch, steady] = [NINE, 500]
      for (const { passes, isSetBy, sleeps } of all) {
        epoch += passes + isSetBy
        if (!sleeps) {
          steady += passes
          awake += passes
        }
        const next = readWallClock(clock, { epoch, steady })
        expect(next.now).toBeGreaterThanOrEqual(clock.now)
        clock = next
      }
      expect(clock.now - NINE).toBeGreaterThanOrEqual(awake)
    }),
  )
})
