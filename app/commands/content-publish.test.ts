import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { connectionString } from '#tests/database.ts'
import { runCommand } from '#tests/faults/run-command.ts'
import { aContentFolder } from '#tests/makers/content.ts'

const MIGRATION = `name: From A to B
organisation: C
old: { name: A }
new: { name: B }
timeZone: UTC
milestones: [{ slug: pilot, name: Pilot, date: 2031-05-04 }]
audiences: [{ slug: ap-daily, name: Accounts payable }]
`
const module = (label: string, words: string) =>
  `---\ntitle: Approve\naudiences: [ap-daily]\nrelease: "${label}"\n---\n\n## Limits\n\n${words}\n`

/** Runs the command as npm does, with nobody at a terminal. */
async function contentPublish(...args: string[]) {
  const command = runCommand('content-publish', { DATABASE_URL: connectionString() }, args)
  const code = await command.ended
  return { code, lines: command.output().trimEnd().split('\n') }
}

const releases = () =>
  sql`SELECT m.slug, r.label FROM release r JOIN module m ON m.id = r.module_id ORDER BY r.published_at`

test('publishing shows what would happen, asks, and does it only with --yes', { timeout: 90_000 }, async () => {
  const folder = await aContentFolder({
    'migration.yaml': MIGRATION,
    'modules/pilot/approve.mdx': module('1', 'Up to 500.'),
    'modules/pilot/broken.mdx': '---\ntitle: Broken\n---\n\n{1}',
  })
  const place = path.join(folder, 'modules/pilot/broken.mdx')
  const problem = expect.stringContaining(`${place}:5:1 {1} is an expression`)
  const preview = [
    problem,
    `From A to B (${path.basename(folder)}): new`,
    '  new milestone pilot, 2031-05-04',
    '  new audience ap-daily',
    '  new module approve, release 1; asks nobody for anything new',
  ]
  expect(await contentPublish(folder, '--preview')).toEqual({ code: 1, lines: preview })
  const unasked = await contentPublish(folder)
  expect(unasked).toEqual({
    code: 1,
    lines: [...preview, 'Nobody can be asked here: add --yes to publish what is shown.'],
  })
  expect(await releases()).toEqual([])

  expect(await contentPublish(folder, '--yes')).toEqual({ code: 1, lines: [...preview, 'Published.'] })
  expect(await releases()).toEqual([{ slug: 'approve', label: '1' }])

  await writeFile(place, '# Whole again')
  await writeFile(path.join(folder, 'modules/pilot/approve.mdx'), module('2', 'Up to 900.'))
  const next = await contentPublish(folder, '--yes')
  expect(next).toMatchObject({ code: 0 })
  expect(next.lines).toContain(
    '  new release approve, release 2; nobody has completed an older release of it; changed: limits',
  )
  expect(await releases()).toEqual([
    { slug: 'approve', label: '1' },
    { slug: 'approve', label: '2' },
    { slug: 'broken', label: '1' },
  ])

  const again = await contentPublish(folder, '--yes')
  expect(again).toEqual({ code: 0, lines: [expect.stringContaining('From A to B'), '  2 releases unchanged'] })
})

test('a second migration with the same slugs is told in lines, and the first stays', { timeout: 60_000 }, async () => {
  const second = await aContentFolder({ 'migration.yaml': MIGRATION, 'modules/pilot/other.md': '# Other' })
  const { code, lines } = await contentPublish(second, '--yes')
  expect(code).toBe(0)
  expect(lines).toEqual([
    `From A to B (${path.basename(second)})`,
    '  Another migration has a milestone “pilot”. Choose another slug for it, and for its folder.',
    '  Another migration has an audience “ap-daily”. Choose another slug for it.',
  ])
  expect(await sql`SELECT FROM migration`).toHaveLength(1)
})
