/** Decides what of a content folder is published, from what is published already. Pure. */
import { createHash } from 'node:crypto'
import type { MigrationContent, ModuleRelease } from '#app/lessons/content.server.ts'
import { dayOf, type WrittenMigration } from '#app/lessons/migration-file.ts'
import type { LocalDay } from '../../migrations/local-days.ts'
import { changedBlocks, vanishedBlocks } from './block-changes.ts'
import { migrationDifferences } from './differences.ts'
import { decideGuides, plannedGuides } from './guide-changes.ts'
import { type Asked, isPublished, type MigrationPlan, type PlannedRelease } from './plan.ts'
import type { Published, PublishedModule } from './published.server.ts'
import { migrationTrouble, moduleTrouble } from './taken-slugs.ts'

/** A module's releases in the order in which they are published: older ones first. */
export type ModuleFiles = { slug: string; older: ModuleRelease[]; current: ModuleRelease | null }

/** What becomes of one file. */
export type Decision = { file: ModuleRelease; change: PlannedRelease['change']; reason: string | null }

/** The files of each module, in the order of the folder. */
export function filesByModule(modules: readonly ModuleRelease[]): ModuleFiles[] {
  const bySlug = Map.groupBy(modules, ({ slug }) => slug)
  return [...bySlug].map(([slug, files]) => ({
    slug,
    older: files.filter(({ isCurrent }) => !isCurrent).toSorted(byLabel),
    current: files.find(({ isCurrent }) => isCurrent) ?? null,
  }))
}

/** Only among files that are published in one go; once published, a release's place is its time. */
function byLabel(left: ModuleRelease, right: ModuleRelease): number {
  return left.header.release.localeCompare(right.header.release, 'en', { numeric: true })
}

/** The module that a file is about: under its slug, or under the one that it had before. */
export function knownModule({ slug, header }: ModuleRelease, published: Published): PublishedModule | undefined {
  const was = typeof header.was === 'string' ? header.was : null
  return (
    published.modules.find((module) => module.slug === slug) ?? published.modules.find((module) => module.slug === was)
  )
}

/** What becomes of each file of a module. One that is refused costs only its own module's new release. */
export function decide(files: ModuleFiles, migration: string, published: Published): Decision[] {
  const lead = files.current ?? files.older.at(-1)
  if (!lead) return []
  const known = knownModule(lead, published)
  const all = [...files.older, ...(files.current ? [files.current] : [])]
  const trouble = moduleTrouble(lead, known, migration, published)
  if (trouble) return all.map((file) => ({ file, change: 'refused', reason: trouble }))
  let before: Pick<PublishedModule, 'blocks'> | undefined = known
  return all.map((file): Decision => {
    const decision = decideOne(file, known, before)
    if (!known && isPublished(decision)) before = { blocks: file.lesson.blocks }
    return decision
  })
}

function decideOne(
  file: ModuleRelease,
  known: PublishedModule | undefined,
  before: Pick<PublishedModule, 'blocks'> | undefined,
): Decision {
  const { header, lesson, hash, isCurrent } = file
  const sameLabel = known?.releases.find(({ label }) => label === header.release)
  if (sameLabel) {
    if (sameLabel.hash === hash || !isCurrent) return { file, change: 'unchanged', reason: null }
    const reason = `Release ${header.release} is published, and this file says something else. Give it a new label.`
    return { file, change: 'refused', reason }
  }
  if (known && !isCurrent) return { file, change: 'unchanged', reason: null }
  const vanished = vanishedBlocks(before?.blocks ?? [], lesson.blocks, header.removed, renamesOf(file))
  if (vanished.length > 0) return { file, change: 'refused', reason: vanishedWords(vanished) }
  return { file, change: isCurrent ? (known ? 'new release' : 'new module') : 'older', reason: null }
}

function vanishedWords(ids: readonly string[]): string {
  const named = ids.map((id) => `“${id}”`).join(', ')
  const first = ids[0]
  return `The published ${ids.length > 1 ? 'blocks' : 'block'} ${named} ${ids.length > 1 ? 'are' : 'is'} gone. Say “removed: [${first}]” if that is meant, or “was: { ${first}: its-new-id }”.`
}

export function renamesOf({ header }: ModuleRelease): Record<string, string> {
  return header.was !== null && typeof header.was === 'object' ? header.was : {}
}

/** Everything about a migration but the people: those are counted where the database is. */
export function planMigration(content: MigrationContent, published: Published, today: LocalDay): MigrationPlan {
  const known = published.migrations.find(({ slug }) => slug === content.slug)
  const { milestones, audiences } = missingParts(content.migration, content.slug, published)
  const named = { slug: content.slug, name: content.migration.name }
  const refused = migrationTrouble(content, published)
  if (refused.length > 0) return { ...named, ...NOTHING_PLANNED, change: 'refused', refused }
  return {
    ...named,
    change: known ? 'known' : 'new',
    refused,
    added: {
      milestones: milestones.map(({ slug, name, date }) => ({ slug, name, date: dayOf(date, today) })),
      audiences: audiences.map(({ slug, name }) => ({ slug, name })),
    },
    differences: known ? migrationDifferences(content, published) : [],
    releases: filesByModule(content.modules).flatMap((files) =>
      decide(files, content.slug, published).map((decision) => plannedRelease(decision, published)),
    ),
    guides: plannedGuides(decideGuides(content, published)),
  }
}

const NOTHING_PLANNED = { added: { milestones: [], audiences: [] }, differences: [], releases: [], guides: [] }

/** Milestones and audiences of the file that the database does not have. */
export function missingParts({ milestones, audiences }: WrittenMigration, migration: string, published: Published) {
  const lacks = (known: readonly { slug: string; migration: string }[]) => (one: { slug: string }) =>
    !known.some(({ slug, migration: of }) => slug === one.slug && of === migration)
  return {
    milestones: milestones.filter(lacks(published.milestones)),
    audiences: audiences.filter(lacks(published.audiences)),
  }
}

function plannedRelease({ file, change, reason }: Decision, published: Published): PlannedRelease {
  const { slug, header, lesson, path } = file
  const before = knownModule(file, published)?.blocks ?? []
  const isNew = change === 'new release'
  return {
    ...{ slug, path, change, reason },
    label: header.release,
    title: lesson.title,
    changed: isNew ? changedBlocks(before, lesson.blocks, renamesOf(file)) : [],
    refresh: header.refresh,
    asked: asksNobody(),
  }
}

/** People are counted where the database is. */
function asksNobody(): Asked {
  const nobody = () => ({ people: 0, by: [], blocks: 0 })
  return { first: nobody(), refresher: { none: nobody(), changed: nobody(), all: nobody() }, begun: 0, running: 0 }
}

/** The same for the same files on the same database: what was previewed can be told from what is there now. */
export function fingerprintOf(contents: readonly MigrationContent[], plans: readonly MigrationPlan[]): string {
  const files = contents.flatMap(({ slug, modules, playbooks, templates }) =>
    [...modules, ...playbooks, ...templates].map(({ path, hash }) => [slug, path, hash]),
  )
  const published = plans.map(({ slug, change, added, releases, guides }) => [
    ...[slug, change, added.milestones.map((one) => one.slug), added.audiences.map((one) => one.slug)],
    releases.filter(isPublished).map((release) => [release.slug, release.label]),
    guides.map((guide) => [guide.slug, guide.change]),
  ])
  return createHash('sha256')
    .update(JSON.stringify([files, published]))
    .digest('hex')
}
