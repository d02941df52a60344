import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { aMigration, anAdmin, anAudience, aPerson, viewerOf } from '#tests/makers/people.ts'
import { invite } from './invitations.server.ts'
import { beginMembership, endMembership } from './memberships.server.ts'
import { addPerson, changePerson, recordLeaving, recordReturn } from './people.server.ts'
import { PersonInput } from './people.ts'
import { personRecord } from './person.server.ts'
import { endRole, grantRole } from './roles.server.ts'
import { openSession, viewerOfSession } from './sessions.server.ts'
import { ROLES, type Viewer } from './viewer.ts'

const now = new Date()
const today = now.toISOString().slice(0, 10)
const input = (parts: Record<string, unknown>) => PersonInput.parse({ name: 'Lena Brandt', ...parts })
const auditOf = (personId: string) =>
  sql`SELECT action, before, after FROM audit_entry WHERE subject_id = ${personId} ORDER BY id`

test('a person is added with audiences, roles and an invitation, all on record', async () => {
  const migration = await aMigration({ timeZone: 'UTC' })
  const audience = await anAudience(migration)
  const admin = await anAdmin({ migration })
  const { personId, invitation } = await addPerson(
    admin,
    input({
      email: 'Lena@one.example',
      externalId: '4711',
      audiences: [audience.id],
      roles: ['champion'],
      invite: 'true',
    }),
    now,
  )
  expect(invitation).toEqual({ to: 'lena@one.example', link: expect.stringMatching(/\/choose-password\/[\w-]{43}$/) })
  expect(await personRecord(admin, personId, now)).toMatchObject({
    email: 'lena@one.example',
    state: 'invited',
    roles: [{ role: 'champion', givenBy: admin.name }],
    memberships: [{ slug: audience.slug, from: today, to: null }],
  })
  expect(await auditOf(personId)).toEqual([
    {
      action: 'person.added',
      before: null,
      after: {
        name: '…',
        email: 'l…@one.example',
        externalId: '…',
        language: 'en',
        audiences: [audience.slug],
        roles: ['champion'],
      },
    },
    { action: 'role.granted', before: null, after: { role: 'champion' } },
    { action: 'invitation.sent', before: null, after: null },
  ])
})

test('an address or external id belongs to one person', async () => {
  const admin = await anAdmin()
  const tom = await aPerson({ name: 'Tom Reed', email: 'tom@two.example', externalId: '12' })
  const taken = { kind: 'conflict', message: "This address is Tom Reed's.", field: 'email' }
  await expect(addPerson(admin, input({ email: 'TOM@two.example' }), now)).rejects.toMatchObject(taken)
  await expect(addPerson(admin, input({ email: 'a@two.example', externalId: '12' }), now)).rejects.toMatchObject({
    message: "This number is Tom Reed's.",
    field: 'externalId',
  })
  const details = { name: 'Tom Reed', email: 'tom@two.example', externalId: '12', language: 'en' }
  await changePerson(admin, tom.id, details, now)
  expect(await auditOf(tom.id)).toEqual([])
  await changePerson(admin, tom.id, { ...details, name: 'Tomas Reed', email: 'tomas@two.example' }, now)
  expect(await auditOf(tom.id)).toEqual([
    {
      action: 'person.changed',
      before: { name: '…', email: 't…@two.example' },
      after: { name: '…', email: 't…@two.example' },
    },
  ])
})

test('of two who give the same address or number at once, one is told whose it is', async () => {
  const [one, other] = [await anAdmin(), await anAdmin()]
  for (let round = 0; round < 5; round++) {
    const email = `twins-${round}@three.example`
    const added = await Promise.allSettled([one, other].map((admin) => addPerson(admin, input({ email }), now)))
    expect(added.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { kind: 'conflict', message: "This address is Lena Brandt's.", field: 'email' },
    })
  }
  const people = [await aPerson(), await aPerson()]
  const changed = await Promise.allSettled(
    people.map(({ id, name, email }) => changePerson(one, id, { name, email, externalId: '77', language: 'en' }, now)),
  )
  expect(changed.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(changed.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { kind: 'conflict', field: 'externalId' },
  })
})

test('leaving at once ends sessions and links; a return brings everything back', async () => {
  const migration = await aMigration()
  const admin = await anAdmin({ migration })
  const lena = await aPerson({ migration, roles: ['learner', 'trainer'] })
  await invite(admin, lena.id, now)
  const session = await openSession(lena.id, now)
  await recordLeaving(admin, lena.id, 'at once', now)
  expect(await viewerOfSession(session.id, now)).toBeNull()
  expect(await sql`SELECT FROM one_time_token WHERE person_id = ${lena.id}`).toHaveLength(0)
  await expect(invite(admin, lena.id, now)).rejects.toMatchObject({ kind: 'conflict' })
  await recordReturn(admin, lena.id, now)
  expect([...(await viewerOf(lena)).roles].sort()).toEqual(['learner', 'trainer'])
})

test('a day ahead lets them work to its end', async () => {
  const admin = await anAdmin({ migration: await aMigration({ timeZone: 'UTC' }) })
  const lena = await aPerson()
  const session = await openSession(lena.id, now)
  await recordLeaving(admin, lena.id, { lastDay: today }, now)
  expect(await viewerOfSession(session.id, now)).not.toBeNull()
  expect(await viewerOfSession(session.id, new Date(now.getTime() + 86_400_000))).toBeNull()
})

test('roles are given and ended once, on record', async () => {
  const admin = await anAdmin()
  const lena = await aPerson()
  for (const act of [grantRole, grantRole, endRole, endRole]) await act(admin, lena.id, 'trainer', now)
  expect(await auditOf(lena.id)).toEqual([
    { action: 'role.granted', before: null, after: { role: 'trainer' } },
    { action: 'role.ended', before: { role: 'trainer' }, after: null },
  ])
  expect((await personRecord(admin, lena.id, now)).roles).toEqual([])
})

test('without a migration there is no role to give but admin', async () => {
  const admin: Viewer = { ...(await anAdmin()), migration: null }
  const lena = await aPerson()
  await expect(grantRole(admin, lena.id, 'lead', now)).rejects.toMatchObject({ kind: 'conflict' })
  await grantRole(admin, lena.id, 'admin', now)
  expect((await viewerOf(lena)).roles).toContain('admin')
})

test('the last admin cannot be lost: not by role, not by leaving, not by two at once', async () => {
  await sql`UPDATE role_grant SET ended_at = now() WHERE role = 'admin'`
  const first = await anAdmin()
  await expect(endRole(first, first.personId, 'admin', now)).rejects.toMatchObject({
    kind: 'conflict',
    message: 'This is the only admin. Make somebody else admin first.',
  })
  await expect(recordLeaving(first, first.personId, { lastDay: '2099-01-01' }, now)).rejects.toMatchObject({
    kind: 'conflict',
  })
  const second = await anAdmin()
  const both = await Promise.allSettled([
    endRole(first, second.personId, 'admin', now),
    endRole(second, first.personId, 'admin', now),
  ])
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { kind: 'conflict' } })
  expect(await sql`SELECT FROM role_grant WHERE role = 'admin' AND ended_at IS NULL`).toHaveLength(1)
})

test('two admins who change each other at once wait in line', async () => {
  const [first, second] = [await anAdmin(), await anAdmin()]
  await Promise.all([
    grantRole(first, second.personId, 'trainer', now),
    grantRole(second, first.personId, 'trainer', now),
  ])
  await Promise.all([endRole(first, second.personId, 'trainer', now), endRole(second, first.personId, 'trainer', now)])
  await anAdmin()
  await Promise.all([endRole(first, second.personId, 'admin', now), endRole(second, first.personId, 'admin', now)])
})

test('an admin who is about to leave is not the one who stays', async () => {
  await sql`UPDATE role_grant SET ended_at = now() WHERE role = 'admin'`
  const [stays, leaves] = [await anAdmin(), await anAdmin()]
  await recordLeaving(stays, leaves.personId, { lastDay: '2099-01-01' }, now)
  await expect(endRole(leaves, stays.personId, 'admin', now)).rejects.toMatchObject({ kind: 'conflict' })
})

test('memberships have days, and never twice the same', async () => {
  const migration = await aMigration()
  const admin = await anAdmin({ migration })
  const audience = await anAudience(migration)
  const lena = await aPerson()
  await beginMembership(admin, lena.id, { audienceId: audience.id, from: '2026-01-01', to: '2026-02-01' }, now)
  const again = (from: string, to?: string) =>
    beginMembership(admin, lena.id, { audienceId: audience.id, from, ...(to ? { to } : {}) }, now)
  await expect(again('2026-01-31')).rejects.toMatchObject({ kind: 'conflict' })
  await again('2026-02-01')
  await expect(again('2027-01-01', '2027-02-01')).rejects.toMatchObject({ kind: 'conflict' })
  const { memberships } = await personRecord(admin, lena.id, now)
  const open = memberships.find((membership) => membership.to === null)
  await endMembership(admin, lena.id, open?.id ?? '', '2026-03-01', now)
  expect((await auditOf(lena.id)).at(-1)).toEqual({
    action: 'membership.ended',
    before: { audience: audience.slug, from: '2026-02-01', to: null },
    after: { to: '2026-03-01' },
  })
})

test("another migration's audiences and memberships are missing", async () => {
  const admin = await anAdmin()
  const elsewhere = await anAudience(await aMigration())
  const lena = await aPerson({ audiences: [elsewhere] })
  const [membership] = await sql<{ id: string }>`SELECT id FROM membership WHERE person_id = ${lena.id}`
  const missing = { kind: 'missing' }
  await expect(endMembership(admin, lena.id, membership?.id ?? '', today, now)).rejects.toMatchObject(missing)
  await expect(beginMembership(admin, lena.id, { audienceId: elsewhere.id, from: today }, now)).rejects.toMatchObject(
    missing,
  )
  expect((await personRecord(admin, lena.id, now)).memberships).toEqual([])
})

test.each(ROLES.filter((role) => role !== 'admin'))('a %s changes nobody', async (role) => {
  const admin = await anAdmin()
  const viewer: Viewer = { ...admin, roles: new Set([role]) }
  const lena = await aPerson()
  const forbidden = { kind: 'forbidden' }
  const details = { name: 'X', email: 'x@x.example', externalId: null, language: 'en' }
  await expect(addPerson(viewer, input({ email: 'new@x.example' }), now)).rejects.toMatchObject(forbidden)
  await expect(changePerson(viewer, lena.id, details, now)).rejects.toMatchObject(forbidden)
  await expect(grantRole(viewer, viewer.personId, 'admin', now)).rejects.toMatchObject(forbidden)
  await expect(endRole(viewer, admin.personId, 'admin', now)).rejects.toMatchObject(forbidden)
  await expect(recordLeaving(viewer, lena.id, 'at once', now)).rejects.toMatchObject(forbidden)
  await expect(recordReturn(viewer, lena.id, now)).rejects.toMatchObject(forbidden)
  await expect(personRecord(viewer, lena.id, now)).rejects.toMatchObject(forbidden)
  await expect(invite(viewer, lena.id, now)).rejects.toMatchObject(forbidden)
})

test.each(['no id', '00000000-0000-7000-8000-000000000000'])('nobody has the id %s', async (id) => {
  const admin = await anAdmin()
  await expect(personRecord(admin, id, now)).rejects.toMatchObject({ kind: 'missing' })
  await expect(grantRole(admin, id, 'trainer', now)).rejects.toMatchObject({ kind: 'missing' })
  await expect(invite(admin, id, now)).rejects.toMatchObject({ kind: 'missing' })
})
