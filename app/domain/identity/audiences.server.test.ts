import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { aMigration, anAdmin, anAudience, aPerson } from '#tests/makers/people.ts'
import {
  addAudience,
  audienceBySlug,
  changeAudience,
  listAudiences,
  openAudiences,
  reopenAudience,
  retireAudience,
} from './audiences.server.ts'
import { AudienceInput } from './audiences.ts'
import {
  draftAudiences,
  importAudiences,
  lookAgainAtAudiences,
  previewAudiences,
} from './import/audiences-import.server.ts'

const now = new Date()
const file = (text: string) => ({ name: 'audiences.csv', bytes: new TextEncoder().encode(text) })

test('audiences are added, changed, retired and opened again, on record', async () => {
  const migration = await aMigration()
  const admin = await anAdmin({ migration })
  await addAudience(admin, { slug: 'one-daily', name: 'Daily', comfort: 'power' }, now)
  await addAudience(admin, { slug: 'one-casual', name: 'Casual', comfort: 'casual' }, now)
  await changeAudience(admin, 'one-daily', { name: 'Every day', comfort: 'power' }, now)
  await retireAudience(admin, 'one-daily', now)
  await retireAudience(admin, 'one-daily', now)
  expect((await openAudiences(admin)).map((audience) => audience.slug)).toEqual(['one-casual'])
  expect((await listAudiences(admin, now)).map((audience) => audience.slug)).toEqual(['one-casual', 'one-daily'])
  await reopenAudience(admin, 'one-daily', now)
  expect((await openAudiences(admin)).map((audience) => audience.name)).toEqual(['Every day', 'Casual'])
  const { id } = await audienceBySlug(admin, 'one-daily', now)
  expect(await sql`SELECT action, before, after FROM audit_entry WHERE subject_id = ${id} ORDER BY id`).toEqual([
    { action: 'audience.added', before: null, after: { slug: 'one-daily', name: 'Daily', comfort: 'power' } },
    {
      action: 'audience.changed',
      before: { name: 'Daily', comfort: 'power' },
      after: { name: 'Every day', comfort: 'power' },
    },
    { action: 'audience.retired', before: null, after: { slug: 'one-daily' } },
    { action: 'audience.reopened', before: null, after: { slug: 'one-daily' } },
  ])
})

test('members are those of today who have not left', async () => {
  const migration = await aMigration()
  const admin = await anAdmin({ migration })
  const audience = await anAudience(migration)
  await aPerson({ audiences: [audience] })
  await aPerson({ audiences: [audience], since: '2099-01-01' })
  await aPerson({ audiences: [audience], leftOn: '2020-01-01' })
  expect(await audienceBySlug(admin, audience.slug, now)).toMatchObject({ members: 1, assignments: 0 })
})

test('a short name is taken across migrations, and another migration’s audience is missing', async () => {
  const elsewhere = await anAudience(await aMigration(), { slug: 'elsewhere' })
  const admin = await anAdmin()
  const input = { slug: elsewhere.slug, name: 'Mine', comfort: 'casual' as const }
  await expect(addAudience(admin, input, now)).rejects.toMatchObject({ kind: 'conflict' })
  await expect(retireAudience(admin, elsewhere.slug, now)).rejects.toMatchObject({ kind: 'missing' })
  await expect(changeAudience(admin, elsewhere.slug, input, now)).rejects.toMatchObject({ kind: 'missing' })
})

test.each(['', 'Upper', 'with space', 'double--hyphen', '-start', 'ümlaut', 'new', 'import', 'x'.repeat(61)])(
  'what is no short name is told: "%s"',
  (slug) => {
    expect(AudienceInput.safeParse({ slug, name: 'A', comfort: 'power' }).success).toBe(false)
  },
)

test('without a migration audiences have nowhere to belong', async () => {
  const admin = { ...(await anAdmin()), migration: null }
  expect(await listAudiences(admin, now)).toEqual([])
  const input = { slug: 'nowhere', name: 'Nowhere', comfort: 'power' as const }
  await expect(addAudience(admin, input, now)).rejects.toMatchObject({ kind: 'conflict' })
  await expect(draftAudiences(admin, file('slug,name,comfort\na,A,power\n'), now)).rejects.toMatchObject({
    kind: 'conflict',
  })
})

test('a file adds and changes audiences as its preview says', async () => {
  const migration = await aMigration()
  const admin = await anAdmin({ migration })
  await anAudience(migration, { slug: 'file-known', name: 'Known', comfort: 'casual' })
  await anAudience(migration, { slug: 'file-same', name: 'Same', comfort: 'power' })
  const read = await draftAudiences(
    admin,
    file(
      'Slug;Name;Comfort\nfile-known;Known better;Power\nfile-same;Same;power\nfile-new;"New; with semicolon";casual\n',
    ),
    now,
  )
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  const preview = await previewAudiences(admin, read.draftId)
  expect(preview.audiences.map(({ kind, was }) => ({ kind, was }))).toEqual([
    { kind: 'changed', was: { name: 'Known', comfort: 'casual' } },
    { kind: 'unchanged', was: {} },
    { kind: 'added', was: {} },
  ])
  await changeAudience(admin, 'file-same', { name: 'Other', comfort: 'power' }, now)
  await expect(importAudiences(admin, read.draftId, now)).rejects.toMatchObject({ kind: 'conflict' })
  await lookAgainAtAudiences(admin, read.draftId)
  expect(await importAudiences(admin, read.draftId, now)).toEqual({ added: 1, changed: 2 })
  expect((await openAudiences(admin)).map((audience) => audience.name).sort()).toEqual([
    'Known better',
    'New; with semicolon',
    'Same',
  ])
  await expect(importAudiences(admin, read.draftId, now)).rejects.toMatchObject({ kind: 'conflict' })
})

test('problems of a file are told by line and column', async () => {
  const admin = await anAdmin()
  await anAudience(await aMigration(), { slug: 'file-elsewhere' })
  expect(
    await draftAudiences(admin, file('slug,name,comfort\nOne,,sometimes\ntwo,Two,power\ntwo,Two,power\n'), now),
  ).toEqual({
    problems: [
      { line: 2, column: 'slug', words: 'Use small letters, digits and single hyphens, like ap-daily.' },
      { line: 2, column: 'name', words: 'Enter a name.' },
      { line: 2, column: 'comfort', words: 'Enter power (here every day) or casual (now and then).' },
      { line: 4, column: 'slug', words: 'two is already on line 3.' },
    ],
  })
  expect(await draftAudiences(admin, file('slug,name,comfort\nfile-elsewhere,E,power\n'), now)).toMatchObject({
    problems: [{ line: 2, column: 'slug' }],
  })
})
