import { expect, test } from 'vitest'
import type { MigrationContent } from '#app/lessons/content.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aContent, aModuleFile, aPlaybookFile, aTemplateFile } from '#tests/makers/publication.ts'
import { changesAnything } from './plan.ts'
import { previewLines } from './preview.ts'
import { planPublication, publish } from './publication.server.ts'

const NOW = new Date()
const first = aContent([aModuleFile({ slug: 'taken-module' })], {
  playbooks: [aPlaybookFile('taken-playbook')],
  templates: [aTemplateFile('taken-template')],
})
await publish('system', [first], NOW)

const planned = async (content: MigrationContent) => {
  const plan = await planPublication('system', [content], NOW)
  const [migration] = plan.migrations
  if (!migration) throw new Error('nothing was planned')
  return { plan, migration }
}
const migrationsNamed = (slug: string) => sql`SELECT FROM migration WHERE slug = ${slug}`

test('a migration whose milestones or audiences another one has is refused whole, in words', async () => {
  const second = aContent([aModuleFile({ slug: 'of-the-second' })])
  const { milestones, audiences } = first.migration
  const clashing = { ...second, migration: { ...second.migration, milestones, audiences } }
  const { plan, migration } = await planned(clashing)
  expect(migration).toMatchObject({ change: 'refused', releases: [], guides: [] })
  expect(migration.refused).toEqual([
    ...milestones.map(
      ({ slug }) => `Another migration has a milestone “${slug}”. Choose another slug for it, and for its folder.`,
    ),
    ...audiences.map(({ slug }) => `Another migration has an audience “${slug}”. Choose another slug for it.`),
  ])
  expect(previewLines(plan)).toHaveLength(1 + milestones.length + audiences.length)
  expect(changesAnything(plan)).toBe(false)
  await publish('system', [clashing], NOW)
  expect(await migrationsNamed(clashing.slug)).toEqual([])
})

test('what is refused of a second migration keeps nothing of the others back', async () => {
  const refused = aContent([])
  const sound = aContent([aModuleFile({ slug: 'beside-a-refused-one' })])
  const clashing = { ...refused, migration: { ...refused.migration, milestones: first.migration.milestones } }
  await publish('system', [clashing, sound], NOW)
  expect(await migrationsNamed(sound.slug)).toHaveLength(1)
})

test('a playbook or a template that another migration has is refused alone, and what is there stays', async () => {
  const second = aContent([aModuleFile({ slug: 'with-taken-guides' })], {
    playbooks: [aPlaybookFile('taken-playbook'), aPlaybookFile('free-playbook')],
    templates: [aTemplateFile('taken-template', 'Other words.'), aTemplateFile('free-template')],
  })
  const { plan, migration } = await planned(second)
  expect(migration.guides.map(({ slug, change, reason }) => [slug, change, reason])).toEqual([
    ['taken-playbook', 'refused', 'Another migration has “taken-playbook”. Choose another file name.'],
    ['free-playbook', 'new', null],
    ['taken-template', 'refused', 'Another migration has “taken-template”. Choose another file name.'],
    ['free-template', 'new', null],
  ])
  expect(previewLines(plan)).toContain(
    '  templates/taken-template.md: Another migration has “taken-template”. Choose another file name.',
  )
  await publish('system', [second], NOW)
  expect(await sql`SELECT body FROM support_template WHERE slug = 'taken-template'`).toEqual([{ body: 'Hello.' }])
  expect(
    await sql`
    SELECT p.slug FROM playbook p JOIN migration g ON g.id = p.migration_id WHERE g.slug = ${second.slug}`,
  ).toEqual([{ slug: 'free-playbook' }])
})
