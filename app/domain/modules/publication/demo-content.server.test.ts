import path from 'node:path'
import { expect, test } from 'vitest'
import { createCompiler } from '#app/lessons/compiler.server.ts'
import { readContent } from '#app/lessons/content.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { projectRoot } from '#app/platform/project.server.ts'
import { changesAnything } from './plan.ts'
import { planPublication, publish, publishIntoEmpty } from './publication.server.ts'

test('the content that the project comes with is published whole, once', { timeout: 60_000 }, async () => {
  const compiler = createCompiler()
  const { migrations, problems } = await readContent(path.join(projectRoot, 'content'), compiler)
  await compiler.close()
  expect(problems).toEqual([])
  const now = new Date()
  expect(await publishIntoEmpty(migrations, now)).toBe(true)
  expect(await publishIntoEmpty(migrations, now)).toBe(false)
  const [counts] = await sql`
    SELECT (SELECT count(*) FROM module WHERE current_release_id IS NOT NULL) AS modules,
           (SELECT count(*) FROM release) AS releases, (SELECT count(*) FROM playbook_revision) AS playbooks,
           (SELECT count(*) FROM support_template) AS templates, (SELECT count(*) FROM milestone) AS milestones,
           (SELECT count(*) FROM audience) AS audiences`
  expect(counts).toEqual({ modules: 19, releases: 21, playbooks: 2, templates: 5, milestones: 4, audiences: 6 })
  const again = await planPublication('system', migrations, now)
  expect(changesAnything(again)).toBe(false)
  expect(again.migrations[0]?.differences).toEqual([])
  await publish('system', migrations, now)
  expect(await sql`SELECT count(*) AS n FROM release`).toEqual([{ n: 21 }])
})
