import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Device, type Happening, inAnyOrder } from '#tests/makers/device.ts'
import { aLabDefinition } from '#tests/makers/lessons.ts'
import { type DerivedAttempt, deriveAttempt, type LoggedEvent, type NotedContact } from './attempt-events.ts'
import { ABANDONED_AFTER_MS, ASLEEP_AFTER_MS, standingOf, taskTime } from './timing.ts'

const lab = aLabDefinition()
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const SLACK = 5_000

const lasting = (what: 'work' | 'look' | 'leave' | 'sleep', most: number, least = 500) =>
  fc.record({ what: fc.constant(what), ms: fc.integer({ min: least, max: most }) })
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 3, arbitrary: lasting('work', 3 * MINUTE) },
  { weight: 4, arbitrary: fc.constant<Happening>({ what: 'press rightly' }) },
  { weight: 2, arbitrary: fc.constant<Happening>({ what: 'press wrongly' }) },
  lasting('look', 3 * MINUTE),
  lasting('leave', 2 * HOUR),
  lasting('sleep', 12 * HOUR, 2 * ASLEEP_AFTER_MS),
  fc.record({ what: fc.constant<'set the clock'>('set the clock'), by: fc.integer({ min: -3 * HOUR, max: 3 * HOUR }) }),
  fc.constantFrom<Happening>(
    { what: 'ask for a hint' },
    { what: 'give up' },
    { what: 'reload' },
    { what: 'lose the network' },
    { what: 'find the network' },
  ),
)
/** The page is loaded anew while the clock stands before where it stood: ids begin again below the earlier ones. */
const setBackOverReload = fc
  .integer({ min: -3 * HOUR, max: -MINUTE })
  .map((by): Happening[] => [{ what: 'set the clock', by }, { what: 'reload' }])
const histories = fc.record({
  happenings: fc
    .array(fc.oneof({ weight: 6, arbitrary: happening.map((one) => [one]) }, setBackOverReload), { maxLength: 14 })
    .map((all) => all.flat()),
  steadySleeps: fc.boolean(),
})
type History = typeof histories extends fc.Arbitrary<infer One> ? One : never

const lived = ({ happenings, steadySleeps }: History) => Device.whereAll(lab, happenings, steadySleeps)
const derived = (events: readonly LoggedEvent[]): DerivedAttempt | null => deriveAttempt(events, lab)

/** Without what is another each time, because ids are made anew. */
function counts({ outcome, activeMs, errors, criticalErrors, hints, suspectReason }: DerivedAttempt) {
  return { outcome, activeMs, errors, criticalErrors, hints, suspectReason }
}

test('whoever works honestly is never suspect, whatever happens to page, clock, lid and network', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const device = lived(history)
      const attempt = derived(device.log) as DerivedAttempt
      expect(attempt.activeMs).toBeLessThanOrEqual(device.awakeMs)
      // A hint that was asked for last says nothing of the wall.
      if (attempt.outcome !== null) expect(attempt.wallMs).toBeGreaterThanOrEqual(attempt.activeMs)
      expect(attempt.suspectReason).toBe(attempt.outcome === 'success' && attempt.activeMs === 0 ? 'no-time' : null)
    }),
  )
})

test('a clock that is set meanwhile changes nothing that counts', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const untouched = history.happenings.filter(({ what }) => what !== 'set the clock')
      const attempt = derived(lived(history).log) as DerivedAttempt
      expect(counts(attempt)).toEqual(
        counts(derived(lived({ ...history, happenings: untouched }).log) as DerivedAttempt),
      )
    }),
  )
})

test('a closed lid counts no active time', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const awake = history.happenings.filter(({ what }) => what !== 'sleep')
      const slept = derived(lived(history).log) as DerivedAttempt
      const stayed = derived(lived({ ...history, happenings: awake }).log) as DerivedAttempt
      expect(slept.activeMs).toBeLessThanOrEqual(stayed.activeMs)
    }),
  )
})

test('the same events in any order give the same attempt', () => {
  fc.assert(
    fc.property(histories, fc.infiniteStream(fc.integer()), (history, keys) => {
      const { log } = lived(history)
      expect(derived(inAnyOrder(log, keys))).toEqual(derived(log))
    }),
  )
})

test('what is lost is never told as something else: the attempt goes on until it arrives', () => {
  fc.assert(
    fc.property(histories, fc.infiniteStream(fc.boolean()), (history, arrives) => {
      const { log } = lived(history)
      const whole = derived(log) as DerivedAttempt
      const partial = derived(log.filter(() => arrives.next().value))
      expect([null, whole.outcome]).toContain(partial?.outcome ?? null)
      expect(partial?.activeMs ?? 0).toBeLessThanOrEqual(whole.activeMs)
    }),
  )
})

test('whatever a browser claims, what is believed has passed between two contacts with the server', () => {
  const claims = fc.record({ activeMs: fc.nat(20 * HOUR), wallMs: fc.nat(20 * HOUR) })
  fc.assert(
    fc.property(histories, claims, (history, claim) => {
      const log = lived(history).log.map((event) =>
        'activeMs' in event.data ? ({ ...event, data: { ...event.data, ...claim } } as LoggedEvent) : event,
      )
      const attempt = derived(log) as DerivedAttempt
      if (attempt.arrivedAt === null || attempt.suspectReason !== null) return
      const contacts = log.map(({ data }) => (data as NotedContact).contactBefore ?? 0)
      const passed = attempt.arrivedAt.getTime() - Math.min(...contacts)
      expect(taskTime(attempt)).toBeLessThanOrEqual(passed + SLACK)
      expect(attempt.activeMs).toBeLessThanOrEqual(attempt.wallMs + SLACK)
    }),
  )
})

test('an attempt that was left is abandoned after a day, and a late finish replaces that', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const { log } = lived(history)
      const open = log.filter(({ type }) => type === 'attempt-started')
      const left = derived(open) as DerivedAttempt
      const later = new Date(left.lastEventAt.getTime() + ABANDONED_AFTER_MS + 1)
      expect(standingOf(left, later)).toBe('abandoned')
      const whole = derived(log) as DerivedAttempt
      if (whole.outcome !== null) expect(standingOf(whole, new Date('2027-01-01'))).toBe(whole.outcome)
    }),
  )
})
