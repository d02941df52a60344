import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { aContent, aModuleFile, aTemplateFile } from '#tests/makers/publication.ts'
import { changesAnything } from './plan.ts'
import { previewLines } from './preview.ts'
import { planPublication, publish } from './publication.server.ts'

const NOW = new Date()
const modules = [aModuleFile({ slug: 'beside-edited-templates' })]
const first = aContent(modules, { templates: [aTemplateFile('edited-one', 'As written.')] })
await publish('system', [first], NOW)
const bodyOf = async () =>
  (await sql<{ body: string }>`SELECT body FROM support_template WHERE slug = 'edited-one'`)[0]?.body

test('a template that was edited in the portal is kept and named, until its file says the same', async () => {
  await sql`UPDATE support_template SET body = 'As edited.', edited_at = now() WHERE slug = 'edited-one'`
  const publishing = async (words: string) => {
    const content = { ...first, templates: [aTemplateFile('edited-one', words)] }
    const plan = await planPublication('system', [content], NOW)
    await publish('system', [content], NOW)
    return plan
  }
  const kept = await publishing('Another text.')
  expect(changesAnything(kept)).toBe(false)
  expect(previewLines(kept).join('\n')).toContain('templates/edited-one.md: It was edited in the portal')
  expect(await bodyOf()).toBe('As edited.')

  await publishing('As edited.')
  await publishing('The file again.')
  expect(await bodyOf()).toBe('The file again.')
})
