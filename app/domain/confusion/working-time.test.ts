import { describe, expect, test } from 'vitest'
import { TargetsInput } from './answer-targets-input.ts'
import { afterWorking, type WorkingTime, workingMs } from './working-time.ts'

const HOUR = 3_600_000
const berlin: WorkingTime = { days: [1, 2, 3, 4, 5], opensAt: 540, closesAt: 1020, holidays: [], zone: 'Europe/Berlin' }
const at = (time: string) => new Date(time)

describe('working time', () => {
  test.each([
    ['within a day', '2026-03-02T09:00Z', 2, '2026-03-02T11:00Z'],
    ['from before work', '2026-03-02T02:00Z', 2, '2026-03-02T10:00Z'],
    ['over the night', '2026-03-02T15:00Z', 2, '2026-03-03T09:00Z'],
    ['over a weekend on which the clocks change', '2026-03-27T15:00Z', 3, '2026-03-30T09:00Z'],
    ['from a Sunday', '2026-03-01T12:00Z', 8, '2026-03-02T16:00Z'],
  ])('goes on %s', (_, from, hours, until) => {
    expect(afterWorking(berlin, at(from), hours * HOUR)).toEqual(at(until))
    expect(workingMs(berlin, at(from), at(until))).toBe(hours * HOUR)
  })

  test('stands still on days off, and there is none backwards', () => {
    const off = { ...berlin, holidays: ['2026-03-03'] }
    expect(afterWorking(off, at('2026-03-02T15:00Z'), 2 * HOUR)).toEqual(at('2026-03-04T09:00Z'))
    expect(workingMs(off, at('2026-03-03T08:00Z'), at('2026-03-03T15:00Z'))).toBe(0)
    expect(workingMs(off, at('2026-03-04T12:00Z'), at('2026-03-02T12:00Z'))).toBe(0)
  })

  test('of an organisation that never closes counts the hours that there are', () => {
    const always = { ...berlin, days: [1, 2, 3, 4, 5, 6, 7], opensAt: 0, closesAt: 1440 }
    expect(workingMs(always, at('2026-03-28T23:00Z'), at('2026-03-29T22:00Z'))).toBe(23 * HOUR)
  })
})

describe('targets that are entered', () => {
  const right = {
    ...{ version: 0, days: ['1', '2'], opensAt: '08:30', closesAt: '16:00', holidays: '2027-12-25\n\n2027-01-01' },
    ...{ blocking: 2, major: 8, minor: 20 },
  }
  test('are read', () => {
    expect(TargetsInput.parse(right)).toMatchObject({
      days: [1, 2],
      opensAt: 510,
      closesAt: 960,
      holidays: ['2027-01-01', '2027-12-25'],
    })
  })

  test.each([
    ['closesAt', { closesAt: '09:00' }],
    ['opensAt', { opensAt: '25:00' }],
    ['days', { days: [] }],
    ['days', { days: ['8'] }],
    ['holidays', { holidays: 'Christmas' }],
    ['holidays', { holidays: '2027-02-30' }],
    ['blocking', { blocking: 0 }],
    ['major', { major: 1 }],
    ['minor', { minor: 4 }],
  ])('are refused beside %s: %j', (field, parts) => {
    const { error } = TargetsInput.safeParse({ ...right, ...parts })
    expect(error?.issues.map(({ path }) => path[0])).toContain(field)
  })
})
