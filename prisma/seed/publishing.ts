import path from 'node:path'
import type { Viewer, ViewerMigration } from '#app/domain/identity/viewer.ts'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { publish } from '#app/domain/modules/publication/publication.server.ts'
import { createCompiler } from '#app/lessons/compiler.server.ts'
import { type MigrationContent, readContent } from '#app/lessons/content.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { projectRoot } from '#app/platform/project.server.ts'

/**
 * The demo's content in two acts: everything at first, with the older releases where there are two; and later, by the
 * lead, the newer ones, so that people who learned before have something to refresh.
 */
export async function publishDemo(now: Date): Promise<{
  first: (at: Date) => Promise<ViewerMigration>
  second: (lead: Viewer, at: Date) => Promise<void>
}> {
  const content = await readDemo()
  const today = localDay(now, content.migration.timeZone)
  return {
    first: async (at) => {
      await publish('system', [asAtFirst(content)], at, { today })
      return migrationNamed(content.slug)
    },
    second: async (lead, at) => {
      await publish(lead, [planned(content)], at, { today })
    },
  }
}

async function readDemo(): Promise<MigrationContent> {
  const compiler = createCompiler()
  try {
    const { migrations, problems } = await readContent(path.join(projectRoot, 'content', 'brackwater'), compiler)
    const [problem] = problems
    if (problem) throw new Error(`the demo's content has a problem: ${problem.file}:${problem.line} ${problem.message}`)
    return migrations[0] as MigrationContent
  } finally {
    await compiler.close()
  }
}

/** Milestones begin as planned: how they got further is part of the history that follows. */
function planned(content: MigrationContent): MigrationContent {
  const milestones = content.migration.milestones.map((milestone) => ({ ...milestone, state: 'planned' as const }))
  return { ...content, migration: { ...content.migration, milestones } }
}

/** Where a module has an older release, that one is the current one. */
function asAtFirst(content: MigrationContent): MigrationContent {
  const older = new Set(content.modules.filter(({ isCurrent }) => !isCurrent).map(({ slug }) => slug))
  const modules = content.modules
    .filter(({ slug, isCurrent }) => !older.has(slug) || !isCurrent)
    .map((module) => ({ ...module, isCurrent: true }))
  return { ...planned(content), modules }
}

async function migrationNamed(slug: string): Promise<ViewerMigration> {
  const [migration] = await sql<ViewerMigration>`
    SELECT id, slug, name, organisation, old_product AS "oldProduct", new_product AS "newProduct", time_zone AS "timeZone"
    FROM migration WHERE slug = ${slug}`
  if (!migration) throw new Error('the demo was not published')
  return migration
}
