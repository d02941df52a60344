import { expect, test } from 'vitest'
import { draftOf, publishDraft, saveDraft } from '#app/domain/playbooks/drafts.server.ts'
import { playbookOf } from '#app/domain/playbooks/playbooks.server.ts'
import type { PlaybookFile } from '#app/lessons/content.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aLead } from '#tests/makers/people.ts'
import { aContent, aPlaybookFile } from '#tests/makers/publication.ts'
import { planPublication, publish } from './publication.server.ts'

const NOW = new Date()
const file = aPlaybookFile('written-in-the-portal')
const content = aContent([], { playbooks: [file] })
await publish('system', [content], NOW)

const guides = async (playbook: PlaybookFile) => {
  const { migrations } = await planPublication('system', [{ ...content, playbooks: [playbook] }], NOW)
  return migrations.flatMap((migration) => migration.guides)
}

test('a file does not write over a revision that was written in the portal: it is told so, and the file as it was is no change', async () => {
  const [migration] = await sql<{ id: string }>`SELECT id FROM migration WHERE slug = ${content.slug}`
  const lead = await aLead({ migration: { id: migration?.id ?? '' } })
  const { state } = await draftOf(lead, file.slug)
  const doc = { ...state.doc, attrs: { ...state.doc.attrs, title: 'Written here' } }
  const saved = await saveDraft(lead, file.slug, { number: state.number, doc }, NOW)
  await publishDraft(lead, file.slug, 'saved' in saved ? saved.saved : -1, NOW)

  expect(await guides(file)).toMatchObject([{ change: 'unchanged' }])
  const changed = { ...file, hash: 'another' }
  expect(await guides(changed)).toMatchObject([
    {
      change: 'refused',
      reason:
        'Revision 2 of this playbook was written in the portal, and this file says something else. Take /playbooks/written-in-the-portal.md for the file and change that, or make the change in the portal.',
    },
  ])
  await publish('system', [{ ...content, playbooks: [changed] }], NOW)
  expect(await playbookOf(lead, file.slug)).toMatchObject({ revision: 2, playbook: { title: 'Written here' } })
})
