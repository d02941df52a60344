import { expect, test } from 'vitest'
import { part, sql } from '#app/platform/database/sql.server.ts'
import { Browser } from '#tests/makers/events.ts'
import { aLab, aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule, anAssignment, aPlannedMilestone, aReleaseOf, withdraw } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAudience } from '#tests/makers/people.ts'
import { libraryChoices, PAGE_ROWS, searchLibrary } from './library.server.ts'
import { libraryFiltersOf } from './library-filters.ts'
import { pin, unpin } from './pins.server.ts'
import { quickReferencesFor, wordsInQuickReferences } from './quick-references.server.ts'

const NOW = new Date()
const migration = await aMigration()
const [approvers, payers] = [await anAudience(migration, { name: 'Approvers' }), await anAudience(migration)]
const lena = await aLearner({ migration, audiences: [approvers] })

type LessonParts = Parameters<typeof aLesson>[0]
const teach = (title: string, words: Record<string, string>, parts: LessonParts = {}, on = migration) => {
  const blocks = Object.entries(words).map(([id, text]) => aSection(id, text))
  return aModule(on, { compiled: aLesson({ title, blocks, ...parts }) })
}

const approve = await teach('Approve an invoice', {
  start: 'Who may approve what.',
  limits: 'Above 5,000 two approvers are needed. The limits are those of Ledgerline.',
  delegate: 'While you are away a colleague approves. In Malmö and Gdańsk ask Zoë.',
})
const codes = await teach('Cost centres at a glance', { start: 'Every site has its own.' }, { kind: 'quick reference' })
const close = await teach('Close a period', {
  start: 'Nobody has to stop working while you close.',
  reversing: 'A reversing voucher takes back what was accrued.',
  invoice: 'What is late comes into the next period.',
})

const search = (address: string, viewer = lena) =>
  searchLibrary(viewer, libraryFiltersOf(new URLSearchParams(address)), NOW)
const titlesOf = ({ entries }: Awaited<ReturnType<typeof search>>) =>
  entries.map(({ title }) => title.map(({ text }) => text).join(''))
const titles = async (query: string) => titlesOf(await search(`q=${encodeURIComponent(query)}`))

test('without a search, everything stands in teaching order', async () => {
  const library = await search('')
  expect(titlesOf(library)).toEqual(['Approve an invoice', 'Cost centres at a glance', 'Close a period'])
  expect(library).toMatchObject({ total: 3, meant: null, isPartial: false })
})

test('words are found by their beginning and in any form', async () => {
  expect(await titles('approv')).toEqual(['Approve an invoice'])
  expect(await titles('limit')).toEqual(['Approve an invoice'])
  expect(await titles('closing periods')).toEqual(['Close a period'])
  expect(await titles('cost')).toEqual(['Cost centres at a glance'])
})

test('a title counts more than a heading, and a heading more than text', async () => {
  const own = await aMigration()
  const viewer = await aLearner({ migration: own })
  await teach('In the text', { start: 'tolerance tolerance tolerance tolerance' }, {}, own)
  await teach('In a heading', { tolerance: 'Nothing.' }, {}, own)
  await teach('Tolerance', { start: 'Nothing.' }, {}, own)
  expect(titlesOf(await search('q=tolerances', viewer))).toEqual(['Tolerance', 'In a heading', 'In the text'])
})

test('accents do not matter, neither in what is typed nor in what is written', async () => {
  expect(await titles('malmo')).toEqual(['Approve an invoice'])
  expect(await titles('GDAŃSK')).toEqual(['Approve an invoice'])
  expect(await titles('invoicé')).toEqual(['Approve an invoice', 'Close a period'])
})

test('the block is named in which the words are, with what was found marked', async () => {
  const [found] = (await search('q=approvers+needed')).entries
  expect(found?.blocks).toHaveLength(1)
  expect(found?.blocks[0]).toMatchObject({ id: 'limits', title: [{ text: 'About limits', marked: false }] })
  expect(found?.blocks[0]?.excerpt).toContainEqual({ text: 'approvers', marked: true })
  const [heading] = (await search('q=delegate')).entries
  expect(heading?.blocks[0]).toEqual({
    id: 'delegate',
    title: [
      { text: 'About ', marked: false },
      { text: 'delegate', marked: true },
    ],
    excerpt: null,
  })
})

test('words that are spread over a module are found, each in its block', async () => {
  const [found] = (await search('q=accrued+late')).entries
  expect(found?.slug).toBe(close.slug)
  expect(found?.blocks.map(({ id }) => id).sort()).toEqual(['invoice', 'reversing'])
})

test('a task is found by what stands in it', async () => {
  const compiled = aLesson({ title: 'Pay', blocks: [aSection('start'), { ...aLab('run'), title: 'The payroll' }] })
  const pay = await aModule(migration, { compiled })
  expect((await search('q=payroll')).entries[0]?.blocks.map(({ id }) => id)).toEqual(['run'])
  await withdraw(pay.release)
})

test('a mistyped word finds what was probably meant, and says so', async () => {
  expect(await search('q=aprove+invioce')).toMatchObject({ meant: 'approve invoice', total: 1 })
  expect(await search('q=voucehr')).toMatchObject({ meant: 'voucher', entries: [{ blocks: [{ id: 'reversing' }] }] })
  expect(await search('q=glanse')).toMatchObject({ meant: 'glance', total: 1 })
  expect(await search('q=gdasnk')).toMatchObject({ meant: 'gdańsk', total: 1 })
  expect(await search('q=reversing+voucehr')).toMatchObject({ meant: 'reversing voucher', total: 1 })
  expect(await search('q=quarterly')).toMatchObject({ meant: null, total: 0, entries: [] })
})

test('where nothing has all of the words, what has some of them is shown as that', async () => {
  const library = await search('q=voucher+glance')
  expect(library).toMatchObject({ isPartial: true, meant: null })
  expect(titlesOf(library).sort()).toEqual(['Close a period', 'Cost centres at a glance'])
})

test.each([
  '',
  '   ',
  '!!!',
  "'; DROP TABLE release; --",
  'a & | ! ( )',
  'the',
  '\u0000x',
  'ä'.repeat(500),
  ':*A',
  '<->',
])('a search for %j fails nothing', async (query) => expect(Array.isArray(await titles(query))).toBe(true))

test('a search of characters alone finds nothing, not everything', async () => {
  expect(await titles('!!!')).toEqual([])
})

test('filters narrow by kind, by milestone, by whom it is asked of and by where one stands', async () => {
  const [pilot, cutover] = [await aPlannedMilestone(migration), await aPlannedMilestone(migration)]
  await anAssignment(approve, { milestone: pilot, audience: approvers })
  await anAssignment(close, { milestone: cutover, audience: payers })
  const browser = new Browser(lena, approve.release, NOW)
  browser.say('module-confirmed', 'limits', {})
  await browser.send()
  const slugs = async (address: string) => (await search(address)).entries.map(({ slug }) => slug)
  expect(await slugs('kind=quick+reference')).toEqual([codes.slug])
  expect(await slugs(`milestone=${pilot.slug}`)).toEqual([approve.slug])
  expect(await slugs('for=me')).toEqual([approve.slug])
  expect(await slugs(`for=me&milestone=${cutover.slug}`)).toEqual([])
  expect(await slugs(`for=${payers.slug}`)).toEqual([close.slug])
  expect(await slugs('state=complete')).toEqual([approve.slug])
  expect(await slugs('state=not+started')).toEqual([close.slug])
  expect(await slugs('state=complete&q=invoice')).toEqual([approve.slug])
  expect((await search('q=approve')).entries[0]?.standing).toBe('complete')
  expect(await search('q=approve&kind=video')).toMatchObject({ total: 0, elsewhere: 1 })
  expect(await libraryChoices(lena)).toMatchObject({
    milestones: [{ value: pilot.slug }, { value: cutover.slug }],
    audiences: [{ value: approvers.slug, label: 'Approvers' }, { value: payers.slug }],
  })
})

test('other migrations, withdrawn modules and older releases are not found, nor are their words suggested', async () => {
  expect((await search('', await aLearner({ migration: await aMigration() }))).entries).toEqual([])
  const elsewhere = await aMigration()
  await teach('Zweckform', { start: 'Elsewhere.' }, {}, elsewhere)
  expect(await search('q=zwekform')).toMatchObject({ meant: null, total: 0 })

  const sheet = await teach('Tax codes', { start: 'Reduced and standard.' }, { kind: 'quick reference' })
  await aReleaseOf(sheet, aLesson({ title: 'Tax rates', kind: 'quick reference' }))
  expect(await titles('reduced')).toEqual([])
  expect(await titles('tax rates')).toEqual(['Tax rates'])
  await withdraw(sheet.release)
  await sql`UPDATE module SET current_release_id = NULL WHERE id = ${sheet.id}`
  expect(await search('q=tax+rates')).toMatchObject({ total: 0 })
  expect(await search('q=tax+ratse')).toMatchObject({ total: 0, meant: null })
})

test('a long list comes in pages, which name what is left', async () => {
  const large = await aMigration()
  const viewer = await aLearner({ migration: large })
  for (let made = 0; made < PAGE_ROWS + 2; made++) await teach(`Module ${made}`, { start: 'Shared by all.' }, {}, large)
  const [first, second, third] = [
    await search('q=shared', viewer),
    await search('q=shared&page=2', viewer),
    await search('q=shared&page=3', viewer),
  ]
  expect([first.entries.length, second.entries.length, third.entries.length]).toEqual([PAGE_ROWS, 2, 0])
  expect([first.total, second.total]).toEqual([PAGE_ROWS + 2, PAGE_ROWS + 2])
  const slugs = [...first.entries, ...second.entries].map(({ slug }) => slug)
  expect(new Set(slugs).size).toBe(PAGE_ROWS + 2)
})

test('among ten thousand blocks a search reads the index, and takes no time to speak of', async () => {
  const large = await aMigration()
  const viewer = await aLearner({ migration: large })
  await aLargeLibrary(large.id, 1_000, 10)
  const [first] = (await search('q=rarely', viewer)).entries
  expect(first?.blocks.map(({ id }) => id)).toEqual(['block-7'])
  const plan = await sql<{ 'QUERY PLAN': string }>`EXPLAIN ${part`
    SELECT FROM release r JOIN module m ON m.current_release_id = r.id
    WHERE m.migration_id = ${large.id}::uuid AND r.search @@ to_tsquery('searched', 'rarely:*')`}`
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('release_search')
  const begun = performance.now()
  expect((await search('q=everywhere', viewer)).total).toBe(1_000)
  expect(await search('q=evrywhere', viewer)).toMatchObject({ meant: 'everywhere', total: 1_000 })
  // A hundred times what it takes on a quiet machine; without the index and the stored words it would be far more.
  expect(performance.now() - begun).toBeLessThan(10_000)
})

test('only quick references are pinned, and those stand first', async () => {
  const tolerances = await teach('Tolerances', { start: 'Two per cent.' }, { kind: 'quick reference' })
  const order = async () => (await quickReferencesFor(lena)).map(({ slug }) => slug)
  expect(await order()).toEqual([codes.slug, tolerances.slug])
  await pin(lena, tolerances.slug, NOW)
  await pin(lena, tolerances.slug, NOW)
  expect(await sql`SELECT count(*) AS n FROM pin WHERE person_id = ${lena.personId}`).toEqual([{ n: 1 }])
  expect(await order()).toEqual([tolerances.slug, codes.slug])
  await unpin(lena, tolerances.slug)
  expect(await order()).toEqual([codes.slug, tolerances.slug])
  await expect(pin(lena, approve.slug, NOW)).rejects.toMatchObject({ kind: 'missing' })
})

test('what stands in the quick references of one’s own migration is known by their addresses', async () => {
  const elsewhere = await aMigration()
  const notes = await teach('Notes', { start: 'Account 4711.' }, { kind: 'quick reference' }, elsewhere)
  await teach('A lesson', { start: 'Account 4712.' }, {}, elsewhere)
  const nils = await aLearner({ migration: elsewhere })
  const words = await wordsInQuickReferences(nils)
  expect(Object.keys(words)).toEqual([notes.slug])
  expect(words[notes.slug]).toContain('Account 4711.')
})

/** Modules of so many blocks each, written in one go. */
async function aLargeLibrary(migrationId: string, modules: number, blocks: number): Promise<void> {
  await sql`
    WITH made AS (
      SELECT gen_random_uuid() AS module, gen_random_uuid() AS release, n FROM generate_series(1, ${modules}::int) n),
    filled AS (
      SELECT made.*, (SELECT string_agg('Subject ' || (n * 31 + w) % 5000 || ' word' || (n * 17 + w * 7) % 3000, ' ')
        FROM generate_series(1, 200) w) || ' everywhere' || CASE WHEN n = 500 THEN ' rarely' ELSE '' END AS words FROM made),
    modules AS (
      INSERT INTO module (id, migration_id, slug, position) SELECT module, ${migrationId}::uuid, 'large-' || n, n FROM made),
    releases AS (
      INSERT INTO release (id, module_id, label, title, kind, minutes, rule, source, format, hash, tree, keys, words, published_at)
      SELECT release, module, '1', 'Module ' || n, 'lesson', 5, '{}', '', 'mdx', release::text, '{"blocks": []}', '{}', words, now() FROM filled)
    INSERT INTO release_block (release_id, block_id, kind, title, hash, position, words)
    SELECT release, 'block-' || b, 'section', 'Block ' || b, '', b,
      left(words, 400) || ' everywhere' || CASE WHEN n = 500 AND b = 7 THEN ' rarely' ELSE '' END
    FROM filled, generate_series(1, ${blocks}::int) b`
  await sql`
    UPDATE module m SET current_release_id = r.id FROM release r WHERE r.module_id = m.id AND m.migration_id = ${migrationId}::uuid`
  await sql`INSERT INTO library_word (migration_id, plain, word) VALUES (${migrationId}::uuid, 'everywhere', 'everywhere')`
  await sql`ANALYZE release, release_block, module`
}
