import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { aMigration } from '#tests/makers/people.ts'
import { adminExists, createFirstAdmin, ensureFirstAdminToken, FirstAdminInput } from './first-admin.server.ts'
import { viewerOfSession } from './sessions.server.ts'

const now = new Date()
const form = (token: string, email = 'marta@brackwater.example') =>
  FirstAdminInput.parse({
    token,
    name: 'Marta Oyelaran',
    email,
    password: 'seven herons in the rain',
    again: 'seven herons in the rain',
  })

test('an empty deployment has one first admin, with the token of its newest start', async () => {
  const migration = await aMigration()
  expect(await adminExists()).toBe(false)
  const older = await ensureFirstAdminToken(now)
  const token = await ensureFirstAdminToken(now)
  if (!older || !token) throw new Error('a token as long as there is no admin')
  const [kept] = await sql`SELECT first_admin_token_hash AS hash FROM deployment`
  expect(kept).toEqual({ hash: expect.stringMatching(/^[0-9a-f]{64}$/) })

  for (const wrong of [older, '', 'guess', 'x'.repeat(10_000)]) {
    await expect(createFirstAdmin(form(wrong), now)).rejects.toMatchObject({ kind: 'invalid' })
  }
  const both = await Promise.allSettled([
    createFirstAdmin(form(token), now),
    createFirstAdmin(form(token, 'second@brackwater.example'), now),
  ])
  const [winner] = both.filter((one) => one.status === 'fulfilled')
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  const viewer = await viewerOfSession(winner?.value.id ?? '', now)
  expect([...(viewer?.roles ?? [])].sort()).toEqual(['admin', 'lead'])
  expect(viewer?.migration?.id).toBe(migration.id)

  expect(await adminExists()).toBe(true)
  expect(await ensureFirstAdminToken(now)).toBeNull()
  await expect(createFirstAdmin(form(token), now)).rejects.toMatchObject({ kind: 'missing' })
  expect(await sql`SELECT action FROM audit_entry`).toEqual([{ action: 'person.added' }])
})

test('the form says at once all that it wants: a name, an address, a password typed twice', () => {
  const { error } = FirstAdminInput.safeParse({
    token: 't',
    name: ' ',
    email: 'marta@brackwater.example',
    password: 'seven herons in the rain',
    again: 'eight herons in the rain',
  })
  expect(error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ['name', 'Enter a name.'],
    ['again', 'This is not the same as above.'],
  ])
  const weak = FirstAdminInput.safeParse({
    token: 't',
    name: 'M',
    email: 'm@x.example',
    password: 'password123',
    again: 'other',
  })
  expect(weak.error?.issues.map(({ path }) => path[0]).sort()).toEqual(['password'])
})
