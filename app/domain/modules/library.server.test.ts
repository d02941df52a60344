import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { Browser } from '#tests/makers/events.ts'
import { aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule, withdraw } from '#tests/makers/modules.ts'
import { aLearner, aMigration } from '#tests/makers/people.ts'
import { searchLibrary } from './library.server.ts'
import { pin, unpin } from './pins.server.ts'

const migration = await aMigration()
const lena = await aLearner({ migration })

async function taught(title: string, words: string, parts: Parameters<typeof aLesson>[0] = {}) {
  const compiled = aLesson({ title, blocks: [aSection('start'), aSection('limits', words)], ...parts })
  const module = await aModule(migration, { compiled })
  await sql`ALTER TABLE release DISABLE TRIGGER release_never_changes`
  await sql`UPDATE release SET words = ${words} WHERE id = ${module.release.id}`
  await sql`ALTER TABLE release ENABLE TRIGGER release_never_changes`
  return module
}

const approve = await taught(
  'Approve an invoice',
  'Above 5,000 two approvers are needed. The limits are those of Ledgerline.',
)
await taught('Cost centres at a glance', 'Every site has its own cost centre.', { kind: 'quick reference' })
await taught('Close a period', 'Nobody has to stop working while you close.')

const titles = async (query: string) => (await searchLibrary(lena, { query })).map(({ title }) => title)

test('without a search, everything stands in teaching order', async () => {
  expect(await titles('')).toEqual(['Approve an invoice', 'Cost centres at a glance', 'Close a period'])
})

test('words are found by their beginning and in any form, and the title counts most', async () => {
  expect(await titles('approv')).toEqual(['Approve an invoice'])
  expect(await titles('limit')).toEqual(['Approve an invoice'])
  expect(await titles('closing periods')).toEqual(['Close a period'])
  expect(await titles('cost')).toEqual(['Cost centres at a glance'])
})

test('a slip of the keyboard still finds the title, where nothing else is found', async () => {
  expect(await titles('aprove invioce')).toEqual(['Approve an invoice'])
  expect(await titles('glanse')).toEqual(['Cost centres at a glance'])
  expect(await titles('meridian')).toEqual([])
  expect(await titles('site')).toEqual(['Cost centres at a glance'])
})

test('the excerpt marks what was found, and names its section', async () => {
  const [found] = await searchLibrary(lena, { query: 'approvers' })
  expect(found?.excerpt).toContainEqual({ text: 'approvers', marked: true })
  expect(found?.block).toEqual({ id: 'limits', title: 'About limits' })
})

test.each(['', '   ', '!!!', "'; DROP TABLE release; --", 'a & | ! ( )', 'the', '\u0000x', 'ä'.repeat(500)])(
  'a search for %j fails nothing',
  async (query) => expect(Array.isArray(await titles(query))).toBe(true),
)

test('one kind is shown alone', async () => {
  const sheets = await searchLibrary(lena, { kind: 'quick reference' })
  expect(sheets.map(({ title }) => title)).toEqual(['Cost centres at a glance'])
})

test('what the viewer completed is said, and other migrations stay apart', async () => {
  const browser = new Browser(lena, approve.release, new Date())
  browser.say('module-confirmed', 'limits', {})
  await browser.send()
  expect((await searchLibrary(lena, { query: 'approve' }))[0]?.standing).toBe('complete')
  expect(await searchLibrary(await aLearner({ migration: await aMigration() }), {})).toEqual([])
})

test('only quick references are pinned, and what is withdrawn is not found', async () => {
  const sheet = await taught('Tax codes', 'Zero and standard.', { kind: 'quick reference' })
  const now = new Date()
  await pin(lena, sheet.slug, now)
  await pin(lena, sheet.slug, now)
  expect(await sql`SELECT count(*) AS n FROM pin WHERE person_id = ${lena.personId}`).toEqual([{ n: 1 }])
  await unpin(lena, sheet.slug)
  expect(await sql`SELECT FROM pin WHERE person_id = ${lena.personId}`).toEqual([])
  await expect(pin(lena, approve.slug, now)).rejects.toMatchObject({ kind: 'missing' })
  await withdraw(sheet.release)
  expect(await titles('tax codes')).toEqual([])
})
