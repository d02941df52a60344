import { expect, test } from 'vitest'
import { compilePlaybook } from '#app/lessons/playbook.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aSource, PRODUCTS } from '#tests/makers/content.ts'
import { aChampion, aLead, aMigration } from '#tests/makers/people.ts'
import { aPlaybook } from '#tests/makers/playbooks.ts'
import type { DocState } from './doc-state.ts'
import { draftOf, newPlaybook, publishDraft, saveDraft } from './drafts.server.ts'
import { playbookMarkdownOf } from './markdown.server.ts'
import { playbookOf, playbooksOf } from './playbooks.server.ts'

const NOW = new Date()
const withTitle = ({ doc }: DocState, title: string) => ({ ...doc, attrs: { ...doc.attrs, title } })

test('a lead writes the next revision of a playbook; it is read when it is published, and never before', async () => {
  const migration = await aMigration()
  const lead = await aLead({ migration })
  const { slug } = await aPlaybook(migration)
  const { state } = await draftOf(lead, slug)
  const saved = await saveDraft(lead, slug, { number: state.number, doc: withTitle(state, 'A better session') }, NOW)
  expect((await playbookOf(lead, slug)).revision).toBe(1)
  const number = 'saved' in saved ? saved.saved : -1
  await expect(publishDraft(lead, slug, number - 1, NOW)).rejects.toMatchObject({ kind: 'conflict' })
  expect(await publishDraft(lead, slug, number, NOW)).toBe(2)
  expect(await playbookOf(lead, slug)).toMatchObject({ revision: 2, playbook: { title: 'A better session' } })
  await expect(publishDraft(lead, slug, (await draftOf(lead, slug)).state.number, NOW)).rejects.toMatchObject({
    kind: 'conflict',
  })
  const [line] =
    await sql`SELECT after FROM audit_entry WHERE action = 'playbook.published' AND migration_id = ${migration.id}`
  expect(line).toEqual({ after: { slug, number: 2 } })
})

test('who builds on a revision that is not the newest any more is shown the newest', async () => {
  const migration = await aMigration()
  const lead = await aLead({ migration })
  const { slug } = await aPlaybook(migration)
  const { state } = await draftOf(lead, slug)
  const saved = await saveDraft(lead, slug, { number: state.number, doc: withTitle(state, 'Theirs') }, NOW)
  await publishDraft(lead, slug, 'saved' in saved ? saved.saved : -1, NOW)
  const late = await saveDraft(lead, slug, { number: state.number, doc: withTitle(state, 'Mine') }, NOW)
  expect(late).toMatchObject({ newest: { doc: { attrs: { title: 'Theirs' } } } })
})

test('a new playbook has an address of its own, is nobody’s to read, and its Markdown is a file of the content folder', async () => {
  const migration = await aMigration()
  const [lead, champion] = [await aLead({ migration }), await aChampion({ migration })]
  const [one, two] = await Promise.all([1, 2].map(() => newPlaybook(lead, { title: 'New', minutes: 20 }, NOW)))
  expect(one).not.toBe(two)
  expect([one, two]).not.toContain('new')
  expect(await playbooksOf(champion)).toEqual([])
  const slug = one ?? ''
  await publishDraft(lead, slug, (await draftOf(lead, slug)).state.number, NOW)
  expect(await playbooksOf(champion)).toMatchObject([{ slug, title: 'New' }])
  const { problems } = await compilePlaybook(aSource(await playbookMarkdownOf(champion, slug)), PRODUCTS)
  expect(problems).toEqual([])
  await expect(draftOf(champion, slug)).rejects.toMatchObject({ kind: 'forbidden' })
})
