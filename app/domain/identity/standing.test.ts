import { expect, test } from 'vitest'
import { choicesOf, type KnownOfViewer, viewerFrom } from './standing.ts'
import type { ViewerMigration } from './viewer.ts'

const migration = (id: string, timeZone = 'Europe/London'): ViewerMigration => ({
  id,
  slug: id,
  name: id,
  organisation: 'Brackwater Foods',
  oldProduct: 'Ledgerline',
  newProduct: 'Meridian',
  timeZone,
})

const now = new Date('2026-03-10T12:00:00Z')
const seen = (parts: Partial<KnownOfViewer>, at = now) => {
  const viewer = viewerFrom(
    {
      personId: 'lena',
      name: 'Lena Brandt',
      email: 'lena@x.example',
      language: 'en',
      leftOn: null,
      chosenId: null,
      grants: [],
      memberships: [],
      migrations: [migration('newest'), migration('older')],
      ...parts,
    },
    at,
  )
  return viewer && { migration: viewer.migration?.id ?? null, roles: [...viewer.roles].sort() }
}

test('whoever belongs nowhere has no migration and no role', () => {
  expect(seen({})).toEqual({ migration: null, roles: [] })
})

test('the newest of one’s own migrations is shown, until one chooses', () => {
  const both = {
    grants: [['lead', 'older']],
    memberships: [['newest', '2020-01-01', null]],
  } satisfies Partial<KnownOfViewer>
  expect(seen(both)).toEqual({ migration: 'newest', roles: ['learner'] })
  expect(seen({ ...both, chosenId: 'older' })).toEqual({ migration: 'older', roles: ['lead'] })
})

test('a choice that is no longer one’s own does not hold', () => {
  expect(seen({ grants: [['lead', 'older']], chosenId: 'newest' })).toEqual({ migration: 'older', roles: ['lead'] })
  expect(seen({ grants: [['lead', 'archived']], chosenId: 'archived' })).toEqual({ migration: null, roles: [] })
})

test('an admin sees their own migration first, and may choose any', () => {
  expect(seen({ grants: [['admin', null]] })).toEqual({ migration: 'newest', roles: ['admin'] })
  const own = {
    grants: [
      ['admin', null],
      ['lead', 'older'],
    ],
  } satisfies Partial<KnownOfViewer>
  expect(seen(own)).toEqual({ migration: 'older', roles: ['admin', 'lead'] })
  expect(seen({ ...own, chosenId: 'newest' })).toEqual({ migration: 'newest', roles: ['admin'] })
})

test.each([
  ['Pacific/Auckland', '2026-03-10T10:59:00Z', true],
  ['Pacific/Auckland', '2026-03-10T11:00:00Z', false],
  ['America/Los_Angeles', '2026-03-11T06:59:00Z', true],
  ['America/Los_Angeles', '2026-03-11T07:00:00Z', false],
])('in %s, at %s, the 10th is still today: %s', (zone, at, still) => {
  const migrations = [migration('only', zone)]
  const leaver = { migrations, grants: [['lead', 'only']], leftOn: '2026-03-10' } satisfies Partial<KnownOfViewer>
  expect(seen(leaver, new Date(at)) !== null).toBe(still)
  const member = { migrations, memberships: [['only', '2020-01-01', '2026-03-11']] } satisfies Partial<KnownOfViewer>
  expect(seen(member, new Date(at))?.roles).toEqual(still ? ['learner'] : [])
})

test.each([
  ['Pacific/Auckland', '2026-03-09T10:59:00Z', false],
  ['Pacific/Auckland', '2026-03-09T11:00:00Z', true],
  ['America/Los_Angeles', '2026-03-10T06:59:00Z', false],
  ['America/Los_Angeles', '2026-03-10T07:00:00Z', true],
])('in %s, at %s, somebody who joins on the 10th is a learner: %s', (zone, at, already) => {
  const joins = { migrations: [migration('only', zone)], memberships: [['only', '2026-03-10', null]] } as const
  expect(seen(joins, new Date(at))).toEqual(already ? { migration: 'only', roles: ['learner'] } : NOBODY)
})

const NOBODY = { migration: null, roles: [] }

test('one may choose among the migrations that one belongs to today, an admin among all', () => {
  const known = {
    grants: [['lead', 'led']],
    memberships: [
      ['ends', '2020-01-01', '2099-01-01'],
      ['over', '2020-01-01', '2026-03-10'],
      ['begins', '2026-03-11', null],
    ],
    migrations: ['led', 'ends', 'over', 'begins', 'strange'].map((id) => migration(id)),
  } satisfies Partial<KnownOfViewer>
  const chosen = (grants: KnownOfViewer['grants']) => choicesOf({ ...known, grants }, now).map(({ id }) => id)
  expect(chosen(known.grants)).toEqual(['led', 'ends'])
  expect(chosen([['admin', null]])).toHaveLength(5)
})
