import type { Block } from '#app/lessons/tree.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { Refusal } from '../../errors.ts'
import { can } from '../../identity/abilities.ts'
import type { Viewer } from '../../identity/viewer.ts'
import { moduleIdAt } from '../addresses.server.ts'
import { hasWorkingCopy, workingCopyOf } from '../publication/working-copy.server.ts'
import { releaseOf } from '../releases.server.ts'
import { type ComparisonPage, compareReleases, type ListedRelease, WORKING_COPY } from './comparison.ts'

/**
 * Two releases of a module beside each other: those that are named, else the current one and the one that the viewer
 * completed last, else the one before. Refuses with `missing` what the viewer may not see: modules of other migrations,
 * and withdrawn releases unless they completed them or publish.
 */
export async function comparisonOf(
  viewer: Viewer,
  slug: string,
  chosen: { from?: string | undefined; to?: string | undefined },
  now: Date,
): Promise<ComparisonPage> {
  const [releases, hasCopy] = await Promise.all([releasesSeenBy(viewer, slug), hasWorkingCopy(viewer, slug)])
  const newest = releases.find(({ isCurrent }) => isCurrent) ?? releases[0]
  if (!newest) throw new Refusal('missing', 'There is no such module, or it is not offered any more.')
  const to = chosen.to === WORKING_COPY ? WORKING_COPY : named(releases, chosen.to ?? newest.label)
  const before = chosen.from ? named(releases, chosen.from) : usualBefore(releases, to)
  const [old, next] = await Promise.all([
    before && lessonOf(before.id),
    to === WORKING_COPY ? copyOf(viewer, slug, now) : lessonOf(to.id),
  ])
  return {
    slug,
    title: next?.title ?? old?.title ?? slug,
    releases,
    from: before?.label ?? null,
    to: to === WORKING_COPY ? WORKING_COPY : to.label,
    hasCopy,
    comparison: old && next ? compareReleases(old.blocks, next.blocks) : null,
  }
}

async function releasesSeenBy(viewer: Viewer, slug: string): Promise<ListedRelease[]> {
  const moduleId = await moduleIdAt(slug)
  if (!moduleId) return []
  return sql<ListedRelease>`
    SELECT r.id, r.label, r.published_at AS "publishedAt", r.refresh_policy AS "refreshPolicy",
      r.id = m.current_release_id IS TRUE AS "isCurrent", r.withdrawn_at IS NOT NULL AS "isWithdrawn",
      c.person_id IS NOT NULL AS "isCompleted"
    FROM release r JOIN module m ON m.id = r.module_id
    LEFT JOIN completion c ON c.release_id = r.id AND c.person_id = ${viewer.personId}::uuid
    WHERE m.id = ${moduleId} AND m.migration_id = ${viewer.migration?.id ?? null}::uuid
      AND (r.withdrawn_at IS NULL OR c.person_id IS NOT NULL OR ${can(viewer, 'content.publish')}::boolean)
    ORDER BY r.published_at DESC, r.id DESC`
}

function named(releases: readonly ListedRelease[], label: string): ListedRelease {
  const found = releases.find((release) => release.label === label)
  if (!found) throw new Refusal('missing', 'There is no release of this name. It may be withdrawn.')
  return found
}

/** What a release is compared with unless told otherwise: what the viewer knows, else the one before. */
function usualBefore(
  releases: readonly ListedRelease[],
  to: ListedRelease | typeof WORKING_COPY,
): ListedRelease | null {
  if (to === WORKING_COPY) return releases.find(({ isCurrent }) => isCurrent) ?? releases[0] ?? null
  const older = releases.slice(releases.indexOf(to) + 1)
  return older.find(({ isCompleted }) => isCompleted) ?? older[0] ?? null
}

type Compared = { title: string; blocks: readonly Block[] }

async function lessonOf(releaseId: string): Promise<Compared | null> {
  return (await releaseOf(releaseId))?.lesson ?? null
}

async function copyOf(viewer: Viewer, slug: string, now: Date): Promise<Compared | null> {
  return (await workingCopyOf(viewer, slug, now)).draft?.lesson ?? null
}
