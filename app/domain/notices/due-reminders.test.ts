import { describe, expect, test } from 'vitest'
import { daysReminded, digestOf, reminderDay } from './due-reminders.ts'

const module = (title: string, dueOn: string) => ({ title, minutes: 12, dueOn, again: false })

describe('a reminder', () => {
  test('goes out from eight in the morning of the zone, also where clocks have just changed', () => {
    expect(reminderDay(new Date('2026-03-28T06:59Z'), 'Europe/Berlin')).toBeNull()
    expect(reminderDay(new Date('2026-03-28T07:00Z'), 'Europe/Berlin')).toBe('2026-03-28')
    expect(reminderDay(new Date('2026-03-29T06:00Z'), 'Europe/Berlin')).toBe('2026-03-29')
    expect(reminderDay(new Date('2026-03-29T19:00Z'), 'Europe/Berlin')).toBeNull()
    expect(reminderDay(new Date('2026-03-28T23:30Z'), 'Asia/Tokyo')).toBe('2026-03-29')
  })

  test('is about what is due in seven days and tomorrow', () => {
    expect(daysReminded('2026-02-27')).toEqual(['2026-03-06', '2026-02-28'])
  })

  test('names what is nearest first', () => {
    const modules = [module('Close a period', '2026-03-09'), module('Approve', '2026-03-03')]
    expect(digestOf(modules, '2026-03-02')).toEqual({
      title: 'One module is due tomorrow.',
      words: 'Due tomorrow: Approve, about 12 min. Due in 7 days: Close a period, about 12 min.',
    })
    const week = [module('Approve', '2026-03-09'), module('Close a period', '2026-03-09')]
    expect(digestOf(week, '2026-03-02').title).toBe('2 modules are due in 7 days.')
  })

  test('tells what is to be done again from what was never done', () => {
    const again = { title: 'Approve', minutes: 3, dueOn: '2026-03-03', again: true }
    expect(digestOf([again], '2026-03-02')).toEqual({
      title: 'One refresher is due tomorrow.',
      words: 'Due tomorrow: what changed in Approve, about 3 min.',
    })
    const titleOf = (...more: (typeof again)[]) => digestOf([again, ...more], '2026-03-02').title
    expect(titleOf(module('Close', '2026-03-03'))).toBe('One module and one refresher are due tomorrow.')
    expect(titleOf(again, module('Close', '2026-03-03'), module('Pay', '2026-03-03'))).toBe(
      '2 modules and 2 refreshers are due tomorrow.',
    )
  })
})
