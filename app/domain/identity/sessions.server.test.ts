import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { aMigration, anAudience, aPerson, viewerOf } from '#tests/makers/people.ts'
import { endSession, endSessionsOf, openSession, viewerOfSession } from './sessions.server.ts'

const DAY = 86_400_000
const now = new Date()
const inDays = (days: number) => new Date(now.getTime() + days * DAY)

test('a session shows who it belongs to, with the roles of their migration', async () => {
  const migration = await aMigration()
  const other = await aMigration()
  const audience = await anAudience(migration)
  const ines = await aPerson({ name: 'Ines Carvalho', migration, roles: ['champion'], audiences: [audience] })
  await sql`UPDATE person SET current_migration_id = ${migration.id} WHERE id = ${ines.id}`
  await sql`INSERT INTO role_grant (id, person_id, role, migration_id, granted_at)
    VALUES (gen_random_uuid(), ${ines.id}, 'lead', ${other.id}, now())`
  const viewer = await viewerOf(ines)
  expect(viewer).toMatchObject({ name: 'Ines Carvalho', migration: { id: migration.id, timeZone: 'Europe/London' } })
  expect([...viewer.roles].sort()).toEqual(['champion', 'learner'])
})

test('whoever belongs to no migration has none, and an admin sees the newest', async () => {
  await aMigration()
  const newest = await aMigration()
  expect((await viewerOf(await aPerson())).migration).toBeNull()
  const admin = await viewerOf(await aPerson({ roles: ['admin'] }))
  expect(admin.migration?.id).toBe(newest.id)
  expect([...admin.roles]).toEqual(['admin'])
})

test('an ended grant and an ended membership give nothing', async () => {
  const migration = await aMigration()
  const person = await aPerson({ migration, roles: ['lead', 'trainer'], audiences: [await anAudience(migration)] })
  await sql`UPDATE role_grant SET ended_at = now() WHERE person_id = ${person.id} AND role = 'lead'`
  await sql`UPDATE membership SET "to" = current_date - 1 WHERE person_id = ${person.id}`
  expect([...(await viewerOf(person)).roles]).toEqual(['trainer'])
})

test('the table holds a hash that opens nothing', async () => {
  const person = await aPerson()
  const { id } = await openSession(person.id, now)
  const [row] = await sql<{ id: string }>`SELECT id FROM session WHERE person_id = ${person.id}`
  expect(row?.id).toMatch(/^[0-9a-f]{64}$/)
  expect(row?.id).not.toBe(id)
  expect(await viewerOfSession(row?.id ?? '', now)).toBeNull()
})

test.each(['', 'x', 'a'.repeat(40), "' OR true --", '%00', 'ä'.repeat(40)])(
  'a forged cookie shows nobody: "%s"',
  async (forged) => {
    expect(await viewerOfSession(forged, now)).toBeNull()
  },
)

test('a session ends after 30 days without a visit, and a visit after the first half prolongs it', async () => {
  const person = await aPerson()
  const idle = await openSession(person.id, inDays(-31))
  await sql`UPDATE session SET expires_at = ${inDays(-1)} WHERE person_id = ${person.id}`
  expect(await viewerOfSession(idle.id, now)).toBeNull()

  const used = await openSession(person.id, now)
  await sql`UPDATE session SET expires_at = ${inDays(10)} WHERE person_id = ${person.id} AND expires_at > ${now}`
  expect(await viewerOfSession(used.id, now)).not.toBeNull()
  const [row] = await sql<{ expires_at: Date }>`SELECT expires_at FROM session WHERE expires_at > ${inDays(29)}`
  expect(row).toBeDefined()
})

test('signing out ends one session, a new password the others', async () => {
  const person = await aPerson()
  const [first, second, third] = await Promise.all([1, 2, 3].map(() => openSession(person.id, now)))
  if (!first || !second || !third) throw new Error('three sessions')
  await endSession(first.id, now)
  expect(await viewerOfSession(first.id, now)).toBeNull()
  expect(await viewerOfSession(second.id, now)).not.toBeNull()
  await endSessionsOf(sql, person.id, third.id)
  expect(await viewerOfSession(second.id, now)).toBeNull()
  expect(await viewerOfSession(third.id, now)).not.toBeNull()
})

test("the last day counts in the migration's own zone", async () => {
  const migration = await aMigration({ timeZone: 'Pacific/Auckland' })
  const person = await aPerson({ migration, roles: ['learner'], leftOn: '2026-03-10' })
  // 10 March ends in Auckland (UTC+13) at 11:00 UTC
  const before = new Date('2026-03-10T10:30:00Z')
  const after = new Date('2026-03-10T11:30:00Z')
  const session = await openSession(person.id, before)
  expect(await viewerOfSession(session.id, before)).not.toBeNull()
  expect(await viewerOfSession(session.id, after)).toBeNull()
})

test('an erased person is nobody', async () => {
  const person = await aPerson()
  const session = await openSession(person.id, now)
  await sql`UPDATE person SET erased_at = now(), email = NULL WHERE id = ${person.id}`
  expect(await viewerOfSession(session.id, now)).toBeNull()
})

test('looking up a viewer is one statement', async () => {
  const session = await openSession((await aPerson({ roles: ['admin'] })).id, now)
  await viewerOfSession(session.id, now)
  const statements = vi.spyOn(pg.Client.prototype, 'query')
  await viewerOfSession(session.id, now)
  expect(statements).toHaveBeenCalledTimes(1)
  statements.mockRestore()
})
