import { expect, test } from 'vitest'
import { chosenMembers, memberFiltersIn } from './member-filters.ts'

const TODAY = '2026-03-20'
const member = (name: string, parts: object = {}) => ({
  name,
  milestones: { pilot: { asked: 2, done: 1 } },
  overdue: 0,
  lastActive: '2026-03-19' as string | null,
  begun: [] as { sign: string | null }[],
  help: [] as unknown[],
  ...parts,
})
const members = [
  member('Ada', { overdue: 1, begun: [{ sign: 'tried and stopped' }] }),
  member('Bo', { milestones: { pilot: { asked: 2, done: 0 } }, lastActive: null }),
  member('Cy', { overdue: 3, help: [{}], lastActive: '2026-03-12' }),
  member('Di', {
    milestones: { pilot: { asked: 2, done: 2 }, cutover: { asked: 1, done: 0 } },
    lastActive: '2026-03-13',
  }),
]
const names = (asked: Record<string, string>) =>
  chosenMembers(members, memberFiltersIn(new URLSearchParams(asked)), TODAY)
    .map(({ name }) => name)
    .join(' ')

test.each([
  [{}, 'Ada Bo Cy Di'],
  [{ show: 'help' }, 'Cy'],
  [{ show: 'stuck' }, 'Ada'],
  [{ show: 'overdue' }, 'Ada Cy'],
  [{ show: 'not-started' }, 'Bo'],
  [{ show: 'quiet' }, 'Bo Cy'],
  [{ milestone: 'pilot' }, 'Ada Bo Cy'],
  [{ milestone: 'cutover', show: 'overdue' }, ''],
  [{ order: 'overdue' }, 'Cy Ada Bo Di'],
  [{ order: 'help' }, 'Cy Ada Bo Di'],
  [{ order: 'active' }, 'Bo Cy Di Ada'],
  [{ show: 'fastest', order: 'speed' }, 'Ada Bo Cy Di'],
])('%j shows %s', (asked, shown) => {
  expect(names(asked as Record<string, string>)).toBe(shown)
})
