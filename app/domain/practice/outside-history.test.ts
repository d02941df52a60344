import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Device, type Happening, inAnyOrder, SIGNED_IN } from '#tests/makers/device.ts'
import { anOutsideTask } from '#tests/makers/lessons.ts'
import { type DerivedAttempt, deriveAttempt, type LoggedEvent } from './attempt-events.ts'
import { ASLEEP_AFTER_MS, taskTime } from './timing.ts'

const { definition } = anOutsideTask('enter')
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const SLACK = 5_000

const lasting = (what: 'work' | 'leave' | 'sleep', most: number, least = 500) =>
  fc.record({ what: fc.constant(what), ms: fc.integer({ min: least, max: most }) })
const setting = (min: number, max: number) =>
  fc.record({ what: fc.constant<'set the clock'>('set the clock'), by: fc.integer({ min, max }) })
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 3, arbitrary: lasting('work', 3 * MINUTE) },
  { weight: 6, arbitrary: fc.constantFrom<Happening>({ what: 'pause' }, { what: 'go on' }) },
  lasting('leave', 2 * HOUR),
  lasting('sleep', 12 * HOUR, 2 * ASLEEP_AFTER_MS),
  fc.constantFrom<Happening>({ what: 'reload' }, { what: 'lose the network' }, { what: 'find the network' }),
)
/** Most come to an end. */
const end = fc.constantFrom<Happening>(
  { what: 'it worked' },
  { what: 'it did not work' },
  { what: 'give up' },
  { what: 'pause' },
)
const historyOf = (one: fc.Arbitrary<Happening>) =>
  fc.record({
    happenings: fc.tuple(fc.array(one, { maxLength: 16 }), end).map(([before, last]) => [...before, last]),
    steadySleeps: fc.boolean(),
  })
const untouched = historyOf(happening)
const setBack = historyOf(fc.oneof({ weight: 6, arbitrary: happening }, setting(-3 * HOUR, -1)))
const setAnyhow = historyOf(fc.oneof({ weight: 6, arbitrary: happening }, setting(-3 * HOUR, 3 * HOUR)))
type History = typeof untouched extends fc.Arbitrary<infer One> ? One : never

const lived = ({ happenings, steadySleeps }: History) => Device.whereAll(definition, happenings, steadySleeps)
const derived = (events: readonly LoggedEvent[]) => deriveAttempt(events, definition)

test('what counts outside is the time that passed less the declared pauses, over reloads, sleep and lost networks', () => {
  fc.assert(
    fc.property(untouched, (history) => {
      const device = lived(history)
      const attempt = derived(device.log) as DerivedAttempt
      if (attempt.outcome === null) return
      expect(attempt.wallMs).toBe(device.lastedMs)
      expect(attempt.pausedMs).toBe(device.pausedMs)
    }),
  )
})

test('whoever works honestly outside is never suspect, also with a clock that is set back', () => {
  fc.assert(
    fc.property(setBack, (history) => {
      const device = lived(history)
      const attempt = derived(device.log) as DerivedAttempt
      const tookNone = attempt.outcome === 'success' && taskTime(attempt) === 0
      expect(attempt.suspectReason).toBe(tookNone ? 'no-time' : null)
      expect(attempt.wallMs).toBeLessThanOrEqual(device.lastedMs)
    }),
  )
})

test('a clock that is set changes no outcome, and what it adds is not believed beyond what the server saw pass', () => {
  fc.assert(
    fc.property(setAnyhow, (history) => {
      const device = lived(history)
      const attempt = derived(device.log) as DerivedAttempt
      const plain = history.happenings.filter(({ what }) => what !== 'set the clock')
      expect(attempt.outcome).toBe(derived(lived({ ...history, happenings: plain }).log)?.outcome)
      expect(attempt.pausedMs).toBeLessThanOrEqual(attempt.wallMs)
      if (attempt.arrivedAt === null || attempt.suspectReason !== null) return
      expect(taskTime(attempt)).toBeLessThanOrEqual(attempt.arrivedAt.getTime() - SIGNED_IN + SLACK)
    }),
  )
})

test('the same events of a task outside in any order give the same attempt', () => {
  fc.assert(
    fc.property(setAnyhow, fc.infiniteStream(fc.integer()), (history, keys) => {
      const { log } = lived(history)
      expect(derived(inAnyOrder(log, keys))).toEqual(derived(log))
    }),
  )
})

test('what is lost of a task outside is never told as something else', () => {
  fc.assert(
    fc.property(setAnyhow, fc.infiniteStream(fc.boolean()), (history, arrives) => {
      const { log } = lived(history)
      const whole = derived(log) as DerivedAttempt
      const partial = derived(log.filter(() => arrives.next().value))
      expect([null, whole.outcome]).toContain(partial?.outcome ?? null)
      if (partial?.outcome) expect(taskTime(partial)).toBe(taskTime(whole))
    }),
  )
})
