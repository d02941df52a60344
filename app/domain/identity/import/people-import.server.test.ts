import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { aMigration, anAdmin, anAudience, aPerson } from '#tests/makers/people.ts'
import type { Viewer } from '../viewer.ts'
import { draftPeople, importPeople, lookAgain, previewPeople } from './people-import.server.ts'

const now = new Date()
const file = (text: string) => ({ name: 'people.csv', bytes: new TextEncoder().encode(text) })

async function draft(viewer: Viewer, text: string): Promise<string> {
  const read = await draftPeople(viewer, file(text), now)
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return read.draftId
}

const stateOf = (email: string) => sql`
  SELECT p.name, p.language,
    ARRAY(SELECT role::text FROM role_grant g WHERE g.person_id = p.id AND ended_at IS NULL ORDER BY 1) AS roles,
    ARRAY(SELECT a.slug FROM membership m JOIN audience a ON a.id = m.audience_id
      WHERE m.person_id = p.id AND m."to" IS NULL ORDER BY 1) AS audiences,
    ARRAY(SELECT c.name FROM cohort_member m JOIN cohort c ON c.id = m.cohort_id WHERE m.person_id = p.id AND m."to" IS NULL) AS learns,
    ARRAY(SELECT c.name FROM cohort_champion m JOIN cohort c ON c.id = m.cohort_id WHERE m.person_id = p.id AND m."to" IS NULL) AS leads
  FROM person p WHERE email = ${email}`

test('a file does what its preview showed, with an audit entry a person', async () => {
  const migration = await aMigration()
  const daily = await anAudience(migration)
  const readers = await anAudience(migration)
  const tom = await aPerson({
    name: 'Tom',
    email: 'tom@one.example',
    migration,
    roles: ['trainer'],
    audiences: [readers],
  })
  const admin = await anAdmin({ migration })
  const id = await draft(
    admin,
    'name,email,externalId,language,audiences,roles,cohort\n' +
      `Lena,lena@one.example,1,de,${daily.slug},,Leeds\n` +
      `Ines,ines@one.example,2,,${daily.slug};${readers.slug},champion,Leeds\n` +
      `Tom Reed,tom@one.example,,,${daily.slug},learner,\n`,
  )
  const preview = await previewPeople(admin, id, now)
  expect(preview.people.map((person) => person.kind)).toEqual(['added', 'added', 'changed'])
  expect(preview).toMatchObject({ fileName: 'people.csv', newCohorts: ['Leeds'], holds: true, appliedAt: null })
  expect(await importPeople(admin, id, { invite: true }, now)).toEqual({ added: 2, changed: 1, invited: 2 })
  expect([
    ...(await stateOf('lena@one.example')),
    ...(await stateOf('ines@one.example')),
    ...(await stateOf('tom@one.example')),
  ]).toEqual([
    { name: 'Lena', language: 'de', roles: [], audiences: [daily.slug], learns: ['Leeds'], leads: [] },
    {
      name: 'Ines',
      language: 'en',
      roles: ['champion'],
      audiences: [daily.slug, readers.slug].sort(),
      learns: [],
      leads: ['Leeds'],
    },
    { name: 'Tom Reed', language: 'en', roles: ['learner'], audiences: [daily.slug], learns: [], leads: [] },
  ])
  const entries = await sql`
    SELECT action, before, after FROM audit_entry WHERE actor_id = ${admin.personId} AND subject_id IN (${tom.id}, ${id}) ORDER BY action`
  expect(entries).toEqual([
    {
      action: 'people.imported',
      before: null,
      after: { file: 'people.csv', lines: 3, added: 2, changed: 1, invited: 2, newCohorts: 1 },
    },
    {
      action: 'person.changed',
      before: { name: '…', roles: ['trainer'], audiences: [readers.slug] },
      after: { name: '…', roles: ['learner'], audiences: [daily.slug] },
    },
  ])
  const mails = await sql`SELECT "to", text, secret FROM mail WHERE "to" LIKE '%@one.example' ORDER BY "to"`
  expect(mails).toHaveLength(2)
  expect(mails[0]).toMatchObject({ to: 'ines@one.example', text: expect.stringContaining('{{link}}') })
})

test('the same file again changes nothing', async () => {
  const admin = await anAdmin()
  const text = 'name,email,roles,cohort\nLena,lena@two.example,learner,York\n'
  await importPeople(admin, await draft(admin, text), { invite: false }, now)
  const again = await draft(admin, text)
  expect((await previewPeople(admin, again, now)).people[0]?.kind).toBe('unchanged')
  expect(await importPeople(admin, again, { invite: true }, now)).toEqual({ added: 0, changed: 0, invited: 0 })
})

test('a file with one bad line leaves nothing behind', async () => {
  const admin = await anAdmin()
  const read = await draftPeople(
    admin,
    file('name,email,audiences\nA,a@three.example,\nB,b@three.example,nowhere\n'),
    now,
  )
  expect(read).toEqual({
    problems: [
      { line: 3, column: 'audiences', words: 'There is no audience “nowhere”. Add it first, or check its spelling.' },
    ],
  })
  expect(await sql`SELECT FROM person WHERE email LIKE '%@three.example'`).toHaveLength(0)
  expect(await sql`SELECT FROM import_draft WHERE created_by_id = ${admin.personId}`).toHaveLength(0)
})

test('what changed since the preview stops the import, until somebody looks again', async () => {
  const admin = await anAdmin()
  const id = await draft(admin, 'name,email\nLena,lena@four.example\nTom,tom@four.example\n')
  await aPerson({ name: 'Lena', email: 'lena@four.example' })
  await expect(importPeople(admin, id, { invite: false }, now)).rejects.toMatchObject({ kind: 'conflict' })
  expect(await sql`SELECT FROM person WHERE email = 'tom@four.example'`).toHaveLength(0)
  expect((await previewPeople(admin, id, now)).holds).toBe(false)
  await lookAgain(admin, id, now)
  expect(await importPeople(admin, id, { invite: false }, now)).toMatchObject({ added: 1, changed: 0 })
})

test('a preview is confirmed once, also by two clicks at the same time', async () => {
  const admin = await anAdmin()
  const id = await draft(admin, 'name,email\nLena,lena@five.example\n')
  const clicks = await Promise.allSettled([1, 2].map(() => importPeople(admin, id, { invite: false }, now)))
  expect(clicks.map((click) => click.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await sql`SELECT FROM person WHERE email = 'lena@five.example'`).toHaveLength(1)
})

test("another admin's draft, and another migration's, is missing", async () => {
  const admin = await anAdmin()
  const id = await draft(admin, 'name,email\nLena,lena@six.example\n')
  await expect(previewPeople(await anAdmin(), id, now)).rejects.toMatchObject({ kind: 'missing' })
  await expect(previewPeople({ ...admin, migration: null }, id, now)).rejects.toMatchObject({ kind: 'missing' })
  await expect(previewPeople(admin, 'not an id', now)).rejects.toMatchObject({ kind: 'missing' })
})

test('only who may manage people reads files', async () => {
  const admin = await anAdmin()
  const lead: Viewer = { ...admin, roles: new Set(['lead', 'trainer', 'champion', 'learner']) }
  await expect(draftPeople(lead, file('name,email\nA,a@x.example\n'), now)).rejects.toMatchObject({ kind: 'forbidden' })
})

test('ten thousand people are previewed and imported in seconds', async () => {
  const migration = await aMigration()
  const audiences = await Promise.all([1, 2, 3].map(() => anAudience(migration)))
  const admin = await anAdmin({ migration })
  const lines = Array.from(
    { length: 10_000 },
    (_, i) => `Person ${i},p${i}@many.example,many-${i},${audiences[i % 3]?.slug},Cohort ${i % 200}`,
  )
  const id = await draft(admin, `name,email,externalId,audiences,cohort\n${lines.join('\n')}`)
  const start = performance.now()
  expect(await importPeople(admin, id, { invite: true }, now)).toEqual({ added: 10_000, changed: 0, invited: 10_000 })
  expect(performance.now() - start).toBeLessThan(20_000)
}, 60_000)
