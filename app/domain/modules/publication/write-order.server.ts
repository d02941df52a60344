import type { MigrationContent, ModuleRelease } from '#app/lessons/content.server.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { knownModule } from './planning.ts'
import type { Published, PublishedModule } from './published.server.ts'
import type { Publishing } from './publishing.ts'
import { teachingOrder, withKept } from './teaching-order.ts'
import { audit } from './write-migration.server.ts'

/**
 * Teaching order is worked out from all released files each time, so that a new module finds its place. A module whose
 * file is broken, refused or gone keeps its own.
 */
export async function writeOrder(
  tx: Sql,
  migrationId: string,
  { slug, migration }: MigrationContent,
  released: readonly ModuleRelease[],
  published: Published,
  publishing: Publishing,
): Promise<void> {
  const taught = released.map((file) => ({
    slug: file.slug,
    milestone: migration.milestones.findIndex((milestone) => milestone.slug === file.milestone),
    due: file.header.due,
    needs: file.header.needs,
    isReference: file.lesson.kind === 'quick reference',
  }))
  const before = namesNow(slug, released, published)
  const after = withKept(teachingOrder(taught), before)
  if (before.join() === after.join()) return
  await tx`
    UPDATE module SET position = o.position
    FROM unnest(${after}::text[]) WITH ORDINALITY AS o(slug, position)
    WHERE module.slug = o.slug AND module.position <> o.position`
  const was = before.length > 0 ? { order: before } : null
  await audit(tx, publishing, 'migration.reordered', { type: 'migration', id: migrationId }, { order: after }, was)
}

/** The modules that a migration had before this publication, in their order, by the slugs that they have now. */
function namesNow(migration: string, released: readonly ModuleRelease[], published: Published): string[] {
  const renamed = new Map(released.map((file) => [knownModule(file, published)?.id, file.slug]))
  return published.modules
    .filter((module) => module.migration === migration)
    .toSorted((one, other) => one.position - other.position || one.slug.localeCompare(other.slug))
    .map(({ id, slug }) => renamed.get(id) ?? slug)
}

/** What comes before each released module; of those that it needs, the ones that are published. */
export async function writeNeeds(
  tx: Sql,
  released: readonly ModuleRelease[],
  published: Published,
  publishing: Publishing,
): Promise<void> {
  const modules = await tx<{ id: string; slug: string }>`SELECT id, slug FROM module`
  const ids = new Map(modules.map(({ id, slug }) => [slug, id]))
  for (const file of released) {
    const id = ids.get(file.slug)
    const known = knownModule(file, published)
    const needed = [...new Set(file.header.needs.flatMap((need) => ids.get(need) ?? []))]
    const before = idsNeededBy(known, published)
    if (!id || needed.toSorted().join() === before.toSorted().join()) continue
    await tx`DELETE FROM prerequisite WHERE module_id = ${id}`
    await tx`
      INSERT INTO prerequisite (module_id, needs_id) SELECT ${id}, n.id FROM unnest(${needed}::uuid[]) AS n(id)`
    const after = { module: file.slug, needs: file.header.needs }
    await audit(
      tx,
      publishing,
      'module.needs-changed',
      { type: 'module', id },
      after,
      known ? { needs: known.needs } : null,
    )
  }
}

function idsNeededBy(known: PublishedModule | undefined, { modules }: Published): string[] {
  return known?.needs.flatMap((slug) => modules.find((module) => module.slug === slug)?.id ?? []) ?? []
}
