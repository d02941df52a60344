import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  ASLEEP_AFTER_MS,
  activeAt,
  activeClock,
  advance,
  type ClockMark,
  IDLE_AFTER_MS,
  outsideTime,
  standingOf,
  suspectReason,
} from './timing.ts'

const run = (...marks: ClockMark[]) => marks.reduce(advance, activeClock())

/** The same marks, as a page that is awake all the time makes them: one a second in between. */
function awake(...marks: ClockMark[]): ClockMark[] {
  const seconds = Array.from({ length: Math.ceil((marks.at(-1)?.at ?? 0) / 1_000) }, (_, nth) => nth * 1_000)
  const ticks = seconds.map((at): ClockMark => ({ at, what: 'tick' }))
  return [...marks, ...ticks].sort((left, right) => left.at - right.at)
}

test('time counts while the page is visible and somebody is active', () => {
  const clock = run(
    ...awake({ at: 0, what: 'visible' }, { at: 30_000, what: 'active' }, { at: 50_000, what: 'hidden' }),
  )
  expect(clock.activeMs).toBe(50_000)
  expect(activeAt(clock, 90_000)).toBe(50_000)
})

test('after a minute without activity it stops until the next one', () => {
  const clock = run(
    ...awake({ at: 0, what: 'visible' }, { at: 300_000, what: 'active' }, { at: 310_000, what: 'tick' }),
  )
  expect(clock.activeMs).toBe(IDLE_AFTER_MS + 10_000)
})

test('sleeping with a closed lid does not count, however the page wakes', () => {
  for (const what of ['tick', 'active', 'visible', 'hidden'] as const) {
    const clock = run(
      ...awake({ at: 0, what: 'visible' }, { at: 10_000, what: 'active' }, { at: 12_000, what: 'tick' }),
      { at: 28_800_000, what },
    )
    expect(clock.activeMs).toBe(12_000)
  }
})

test('after the sleep time counts from the first activity on', () => {
  const clock = run(
    ...awake({ at: 0, what: 'visible' }, { at: 10_000, what: 'active' }),
    { at: 28_800_000, what: 'tick' },
    { at: 28_801_000, what: 'active' },
    { at: 28_805_000, what: 'tick' },
  )
  expect(clock.activeMs).toBe(14_000)
})

test('more ticks than one a second change nothing', () => {
  const marks = awake({ at: 0, what: 'visible' }, { at: 20_000, what: 'active' }, { at: 200_000, what: 'hidden' })
  const ticks = [5_050, 60_000, 79_999, 150_900].map((at): ClockMark => ({ at, what: 'tick' }))
  const all = [...marks, ...ticks].sort((left, right) => left.at - right.at)
  expect(run(...all).activeMs).toBe(run(...marks).activeMs)
})

const histories = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 10_000_000 }),
    what: fc.constantFrom<ClockMark['what']>('visible', 'hidden', 'active', 'tick'),
  }),
  { maxLength: 60 },
)

test('in any history, even one whose clock runs backwards, active time never exceeds what passed, and never shrinks', () => {
  fc.assert(
    fc.property(histories, (marks) => {
      let clock = activeClock()
      for (const mark of marks) {
        const next = advance(clock, mark)
        expect(next.activeMs).toBeGreaterThanOrEqual(clock.activeMs)
        clock = next
      }
      const instants = marks.map(({ at }) => at)
      const passed = instants.length > 0 ? Math.max(...instants) - (instants[0] ?? 0) : 0
      expect(clock.activeMs).toBeLessThanOrEqual(Math.max(0, passed))
    }),
  )
})

test('no two marks that are far apart have anything between them', () => {
  fc.assert(
    fc.property(histories, (marks) => {
      const inOrder = marks.toSorted((left, right) => left.at - right.at)
      const gaps = inOrder.slice(1).map(({ at }, before) => at - (inOrder[before]?.at ?? 0))
      const heard = gaps.filter((gap) => gap <= ASLEEP_AFTER_MS).reduce((sum, gap) => sum + gap, 0)
      expect(run(...inOrder).activeMs).toBeLessThanOrEqual(heard)
    }),
  )
})

test('each activity is worth at most the idle limit', () => {
  fc.assert(
    fc.property(histories, (marks) => {
      const inOrder = marks.toSorted((left, right) => left.at - right.at)
      const worth = inOrder.filter(({ what }) => what === 'active' || what === 'visible').length * IDLE_AFTER_MS
      expect(run(...inOrder).activeMs).toBeLessThanOrEqual(worth)
    }),
  )
})

test('pauses that overlap count once, and an open one counts until now', () => {
  const pauses = [
    { from: 10_000, to: 30_000 },
    { from: 20_000, to: 40_000 },
    { from: 90_000, to: null },
  ]
  expect(outsideTime(0, pauses, 100_000)).toEqual({ wallMs: 100_000, pausedMs: 40_000 })
})

const lab = { clock: 'active', activeMs: 60_000, wallMs: 90_000, pausedMs: 0 } as const

test.each([
  ['what can have passed is believed', lab, { arrivedAt: 100_000, contactBefore: 0 }, null],
  ['more than passed is not', lab, { arrivedAt: 50_000, contactBefore: 0 }, 'more-than-passed'],
  ['a few seconds of the way are allowed', lab, { arrivedAt: 56_000, contactBefore: 0 }, null],
  ['without any contact there is nothing to hold it against', lab, { arrivedAt: 0, contactBefore: null }, null],
  ['more active than in all', { ...lab, wallMs: 1_000 }, { arrivedAt: 100_000, contactBefore: 0 }, 'active-over-wall'],
  ['no time at all', { ...lab, activeMs: 0 }, { arrivedAt: 100_000, contactBefore: 0 }, 'no-time'],
  [
    'pauses longer than the task',
    { clock: 'wall', activeMs: 0, wallMs: 10_000, pausedMs: 20_000 } as const,
    { arrivedAt: 100_000, contactBefore: 0 },
    'pauses-over-wall',
  ],
  [
    'outside, declared pauses are taken off first',
    { clock: 'wall', activeMs: 0, wallMs: 90_000, pausedMs: 40_000 } as const,
    { arrivedAt: 60_000, contactBefore: 0 },
    null,
  ],
])('%s', (_words, claim, contacts, reason) => expect(suspectReason(claim, contacts)).toBe(reason))

test('an attempt without an event for a day is abandoned, and a finish says otherwise', () => {
  const lastEventAt = new Date('2026-03-02T09:00:00Z')
  const attempt = { outcome: null, lastEventAt }
  expect(standingOf(attempt, new Date('2026-03-03T09:00:00Z'))).toBe('running')
  expect(standingOf(attempt, new Date('2026-03-03T09:00:01Z'))).toBe('abandoned')
  expect(standingOf({ ...attempt, outcome: 'success' }, new Date('2026-04-01'))).toBe('success')
})
