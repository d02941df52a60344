import { expect, test } from 'vitest'
import type { MigrationContent } from '#app/lessons/content.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aContent, aModuleFile, changedContent } from '#tests/makers/publication.ts'
import { planPublication, publish } from './publication.server.ts'

const NOW = new Date()
let made = 0
const aSlug = () => `ordered-${++made}`

const orderOf = async ({ slug }: MigrationContent) => {
  const rows = await sql<{ slug: string }>`
    SELECT m.slug FROM module m JOIN migration g ON g.id = m.migration_id WHERE g.slug = ${slug} ORDER BY m.position`
  return rows.map((row) => row.slug)
}

test('teaching order puts a module after those that it needs', async () => {
  const [first, second, third] = [aSlug(), aSlug(), aSlug()]
  const files = [
    aModuleFile({ slug: first, due: 9, needs: [third] }),
    aModuleFile({ slug: second, milestone: 'wave-1', due: 20 }),
    aModuleFile({ slug: third }),
  ]
  const content = aContent(files)
  await publish('system', [content], NOW)
  expect(await orderOf(content)).toEqual([third, first, second])
})

test('a working copy takes no effect: neither its order nor what it needs', async () => {
  const [first, second] = [aSlug(), aSlug()]
  const content = aContent([aModuleFile({ slug: first, due: 9 }), aModuleFile({ slug: second })])
  await publish('system', [content], NOW)
  const copy = changedContent(content, aModuleFile({ slug: first, needs: [second] }), aModuleFile({ slug: second }))
  expect((await planPublication('system', [copy], NOW)).migrations[0]?.releases).toMatchObject([
    { change: 'refused' },
    { change: 'unchanged' },
  ])
  await publish('system', [copy], NOW)
  expect(await orderOf(content)).toEqual([first, second])
  expect(await sql`SELECT FROM prerequisite p JOIN module m ON m.id = p.module_id WHERE m.slug = ${first}`).toEqual([])
})

test('a module whose file is refused or broken keeps its place among new ones', async () => {
  const [first, second, third, fresh] = [aSlug(), aSlug(), aSlug(), aSlug()]
  const files = [first, second, third].map((slug, place) => aModuleFile({ slug, due: 9 - place }))
  const content = aContent(files)
  await publish('system', [content], NOW)
  const refused = aModuleFile({ slug: second, due: 0 })
  const [one] = files
  if (!one) throw new Error('no file')
  await publish('system', [changedContent(content, one, refused, aModuleFile({ slug: fresh, due: 20 }))], NOW)
  expect(await orderOf(content)).toEqual([fresh, first, second, third])
})
