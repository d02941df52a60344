import { expect, test } from 'vitest'
import { isCurrent, navigationFor } from './navigation.ts'

const labels = (list: readonly { label: string }[]) => list.map((place) => place.label)

test('who only learns finds everything in the bar', () => {
  const { bar, menu } = navigationFor(['learner'])
  expect(labels(bar)).toEqual(['Home', 'Library', 'Transcript', 'My reports', 'Notices'])
  expect(menu).toEqual([])
})

test.each([
  ['champion', ['Home', 'Cohorts', 'Playbooks', 'Library']],
  ['trainer', ['Home', 'People', 'Confusion', 'Adoption', 'Library']],
  ['lead', ['Home', 'Milestones', 'People', 'Confusion', 'Adoption', 'Library']],
  ['admin', ['Home', 'Library', 'Admin']],
] as const)('a %s finds their work in the bar and their own in the menu', (role, expected) => {
  const { bar, menu } = navigationFor(['learner', role])
  expect(labels(bar)).toEqual(expected)
  expect(labels(menu)).toEqual(['Transcript', 'My reports', 'Notices'])
})

test('a person of several roles finds each place once', () => {
  const { bar } = navigationFor(['learner', 'trainer', 'lead'])
  expect(labels(bar)).toEqual(['Home', 'Milestones', 'People', 'Confusion', 'Adoption', 'Library'])
})

test('a place is current on its own pages and those below it', () => {
  const home = { to: '/', label: 'Home' }
  const cohorts = { to: '/cohorts', label: 'Cohorts' }
  const library = { to: '/library', label: 'Library' }
  expect(isCurrent(home, '/')).toBe(true)
  expect(isCurrent(home, '/cohorts')).toBe(false)
  expect(isCurrent(cohorts, '/cohorts/42')).toBe(true)
  expect(isCurrent(cohorts, '/cohorts-old')).toBe(false)
  expect(isCurrent(library, '/modules/first-invoice')).toBe(true)
})
