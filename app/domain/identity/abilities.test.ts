import { describe, expect, test } from 'vitest'
import { Refusal } from '#app/domain/errors.ts'
import { ABILITIES, type Ability, can, ensure, whoMay } from './abilities.ts'
import { ROLES, type Role, type Viewer } from './viewer.ts'

const viewerWith = (...roles: Role[]): Viewer => ({
  personId: '0198c0de-0000-7000-8000-000000000001',
  name: 'Lena Brandt',
  email: 'lena@brackwater.example',
  language: 'en',
  roles: new Set(roles),
  migration: null,
})

/** What each role may do, written out once more by hand: a change of the table must be meant. */
const expected: Record<Role, Ability[]> = {
  learner: ['confusion.report', 'help.ask'],
  champion: ['confusion.report', 'help.ask', 'cohort.lead', 'playbook.read'],
  trainer: [
    'confusion.report',
    'help.ask',
    'cohort.read',
    'cohort.manage',
    'playbook.read',
    'template.manage',
    'champion.sign-off',
    'adoption.read',
    'confusion.read',
    'milestone.read',
  ],
  lead: [
    'confusion.report',
    'help.ask',
    'cohort.read',
    'cohort.manage',
    'playbook.read',
    'template.manage',
    'champion.sign-off',
    'playbook.publish',
    'adoption.read',
    'confusion.read',
    'confusion.triage',
    'milestone.read',
    'milestone.change',
    'gate.waive',
    'assignment.except',
    'content.publish',
    'release.withdraw',
  ],
  admin: [
    'confusion.report',
    'help.ask',
    'content.publish',
    'people.manage',
    'audience.manage',
    'tokens.manage',
    'webhooks.manage',
    'audit.read',
    'mail.read',
    'measures.read',
  ],
}

describe.each(ROLES)('the role %s', (role) => {
  test.each(Object.keys(ABILITIES) as Ability[])('and the ability %s', (ability) => {
    const viewer = viewerWith(role)
    const allowed = expected[role].includes(ability)
    expect(can(viewer, ability)).toBe(allowed)
    if (allowed) ensure(viewer, ability)
    else expect(() => ensure(viewer, ability)).toThrow(Refusal)
  })
})

test('several roles add up', () => {
  const viewer = viewerWith('champion', 'trainer')
  expect(can(viewer, 'cohort.lead')).toBe(true)
  expect(can(viewer, 'adoption.read')).toBe(true)
  expect(can(viewer, 'people.manage')).toBe(false)
})

test('nobody who is not signed in may do anything', () => {
  for (const ability of Object.keys(ABILITIES) as Ability[]) expect(can(null, ability)).toBe(false)
})

test('the refusal says who may', () => {
  expect(whoMay('adoption.read')).toBe('Only a trainer or a migration lead can do this.')
})
