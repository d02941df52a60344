/**
 * Slugs that a publication cannot give, because something else in the deployment has them: addresses have no prefix, so
 * they are unique among all migrations. Pure.
 */
import type { MigrationContent, ModuleRelease } from '#app/lessons/content.server.ts'
import type { Published, PublishedModule } from './published.server.ts'

/** Why a module cannot have its slug, or null. Former names count: links to them still lead somewhere. */
export function moduleTrouble(
  { slug, header }: ModuleRelease,
  known: PublishedModule | undefined,
  migration: string,
  { modules, aliases }: Published,
): string | null {
  if (known && known.migration !== migration)
    return `Another migration has a module “${slug}”. Choose another file name.`
  const alias = aliases.find((one) => one.slug === slug)
  if (alias && alias.module !== known?.id) return `“${slug}” was the name of another module, and still leads to it.`
  const was = typeof header.was === 'string' ? header.was : null
  const isTwice = was !== null && known?.slug === slug && modules.some((module) => module.slug === was)
  return isTwice ? `There are modules “${was}” and “${slug}”: one cannot be what the other was.` : null
}

/** Why a migration cannot be published at all: its modules belong to milestones and audiences that another one has. */
export function migrationTrouble({ slug, migration }: MigrationContent, published: Published): string[] {
  return [
    ...takenOf(migration.milestones, published.milestones, slug).map(
      (taken) => `Another migration has a milestone “${taken}”. Choose another slug for it, and for its folder.`,
    ),
    ...takenOf(migration.audiences, published.audiences, slug).map(
      (taken) => `Another migration has an audience “${taken}”. Choose another slug for it.`,
    ),
  ]
}

/** Why a playbook or a support template cannot have its slug, or null. */
export function guideTrouble(
  file: { slug: string },
  published: readonly { slug: string; migration: string }[],
  migration: string,
): string | null {
  const isTaken = takenOf([file], published, migration).length > 0
  return isTaken ? `Another migration has “${file.slug}”. Choose another file name.` : null
}

function takenOf(
  wanted: readonly { slug: string }[],
  published: readonly { slug: string; migration: string }[],
  migration: string,
): string[] {
  const others = new Set(published.flatMap((one) => (one.migration === migration ? [] : one.slug)))
  return wanted.flatMap(({ slug }) => (others.has(slug) ? slug : []))
}
