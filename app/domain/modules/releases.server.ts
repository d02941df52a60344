import type { CheckKeys } from '#app/lessons/questions.ts'
import type { RefreshPolicy } from '#app/lessons/refresh-policy.ts'
import type { Block, Lesson } from '#app/lessons/tree.ts'
import { type Sql, sql } from '#app/platform/database/sql.server.ts'
import type { Asking } from './changes.ts'

/**
 * One published release. It never changes, so it is read once a process. `keys` are the answers of its checks: they
 * stay on the server.
 */
export type PublishedRelease = Asking & {
  id: string
  moduleId: string
  migrationId: string
  label: string
  publishedAt: Date
  refreshPolicy: RefreshPolicy
  lesson: Lesson
  blocks: ReadonlyMap<string, Block>
  keys: CheckKeys
}

/** About 50 kB each: enough for every release that anybody works on in a large migration. */
const KEPT = 400

const known = new Map<string, PublishedRelease>()

/** The releases with these ids, by id; ids of nothing are left out. Reads what this process does not know yet. */
export async function releasesOf(ids: Iterable<string>, on: Sql = sql): Promise<ReadonlyMap<string, PublishedRelease>> {
  const wanted = new Set(ids)
  const found = new Map<string, PublishedRelease>()
  for (const id of wanted) {
    const release = known.get(id)
    if (release) found.set(id, release)
  }
  const missing = [...wanted].filter((id) => !found.has(id))
  if (missing.length === 0) return found
  for (const release of await readReleases(missing, on)) {
    found.set(release.id, release)
    keep(release)
  }
  return found
}

/** The release with this id, or null. */
export async function releaseOf(id: string, on: Sql = sql): Promise<PublishedRelease | null> {
  return known.get(id) ?? (await releasesOf([id], on)).get(id) ?? null
}

/** The lesson of a release that was read a moment ago: what a page is drawn with, which cannot wait. */
export function lessonAtHand(id: string): Lesson {
  const release = known.get(id)
  if (!release) throw new Error(`The release ${id} was not read.`)
  return release.lesson
}

/** Titles of a release's blocks by id. */
export function titlesOf({ lesson }: PublishedRelease): Record<string, string> {
  return Object.fromEntries(lesson.blocks.map(({ id, title }) => [id, title]))
}

type Row = Omit<PublishedRelease, 'blocks' | 'askedAt'> & { askedAt: Record<string, string> }

async function readReleases(ids: string[], on: Sql): Promise<PublishedRelease[]> {
  const rows = await on<Row>`
    SELECT r.id, r.module_id AS "moduleId", m.migration_id AS "migrationId", r.label, r.published_at AS "publishedAt",
           r.refresh_policy AS "refreshPolicy", r.asked_anew AS "askedAnew",
           (SELECT published_at FROM release WHERE id = r.asked_anew[1]) AS "askedAnewAt", r.tree AS lesson, r.keys,
           (SELECT coalesce(jsonb_object_agg(b.block_id, b.asked_at), '{}') FROM release_block b
            WHERE b.release_id = r.id AND b.asked_at IS NOT NULL) AS "askedAt"
    FROM release r JOIN module m ON m.id = r.module_id
    WHERE r.id = ANY (${ids}::uuid[])`
  return rows.map((row) => ({
    ...row,
    blocks: new Map(row.lesson.blocks.map((block) => [block.id, block])),
    askedAt: new Map(Object.entries(row.askedAt).map(([block, at]) => [block, new Date(at)])),
  }))
}

/** Keeps the newest in use: what was read longest ago goes first. */
function keep(release: PublishedRelease): void {
  known.delete(release.id)
  known.set(release.id, release)
  for (const oldest of known.keys()) {
    if (known.size <= KEPT) break
    known.delete(oldest)
  }
}
