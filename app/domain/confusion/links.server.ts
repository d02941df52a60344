import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { paths } from '#app/http/paths.ts'
import { type Sql, sql } from '#app/platform/database/sql.server.ts'
import { env } from '#app/platform/env.server.ts'
import { newId } from '#app/platform/ids.ts'
import { addAction, lockAsSeen } from './actions.server.ts'
import { changingBoard } from './board-news.server.ts'
import { knownId } from './known-id.ts'
import { knownTarget } from './link-target.ts'
import type { TroubleLink } from './links.ts'
import type { LinkInput } from './links-input.ts'

type Row = { id: string; url: string | null; slug: string | null; title: string | null; label: string | null }

/** What a trouble is linked with, in the order in which that was done. */
export async function linksOf(clusterId: string, within: Sql = sql): Promise<TroubleLink[]> {
  const rows = await within<Row>`
    SELECT l.id, l.url, m.slug, coalesce(e.title, now.title, m.slug) AS title, e.label
    FROM confusion_link l LEFT JOIN release e ON e.id = l.release_id
    LEFT JOIN module m ON m.id = coalesce(l.module_id, e.module_id) LEFT JOIN release now ON now.id = m.current_release_id
    WHERE l.cluster_id = ${clusterId}::uuid ORDER BY l.at, l.id`
  return rows.map(({ id, url, slug, title, label }) => {
    if (url !== null) return { id, kind: 'ticket', label: url, href: url }
    const href = paths.module(slug ?? '')
    if (label === null) return { id, kind: 'module', label: `${title}`, href }
    return { id, kind: 'release', label: `${title}, release ${label}`, href }
  })
}

/** Links a trouble with one thing, or takes a link off: a dated step. Linking the same again changes nothing. */
export async function linkTrouble(viewer: Viewer, clusterId: string, input: LinkInput, now: Date): Promise<void> {
  await changingBoard(viewer, async (sql) => {
    const { id } = await lockAsSeen(sql, viewer, clusterId, input.seen)
    if (input.remove) await unlink(sql, viewer, id, input.remove, now)
    else await link(sql, viewer, id, input, now)
  })
}

async function link(sql: Sql, viewer: Viewer, clusterId: string, input: LinkInput, now: Date): Promise<void> {
  const target = knownTarget(input.target)
  if (target) await ensureIsHere(sql, viewer, target)
  const [added] = await sql<{ id: string }>`
    INSERT INTO confusion_link (id, cluster_id, module_id, release_id, url, at)
    VALUES (${newId(now)}, ${clusterId}, ${target?.kind === 'module' ? target.id : null},
      ${target?.kind === 'release' ? target.id : null}, ${target ? null : (input.url ?? null)}, ${now})
    ON CONFLICT DO NOTHING RETURNING id`
  const to = (await linksOf(clusterId, sql)).find(({ id }) => id === added?.id)
  if (to) await addAction(sql, clusterId, viewer.personId, { kind: 'linked', to: to.label, ...placeOf(to) }, now)
}

async function ensureIsHere(sql: Sql, viewer: Viewer, { id }: { id: string }): Promise<void> {
  const [found] = await sql`
    SELECT FROM module m LEFT JOIN release e ON e.module_id = m.id
    WHERE m.migration_id = ${viewer.migration?.id ?? null}::uuid AND ${id}::uuid IN (m.id, e.id) LIMIT 1`
  if (!found) throw new Refusal('invalid', 'Choose a module or a release of this migration.', 'target')
}

async function unlink(sql: Sql, viewer: Viewer, clusterId: string, linkId: string, now: Date): Promise<void> {
  const from = (await linksOf(clusterId, sql)).find(({ id }) => id === linkId)
  if (!from) return
  await sql`DELETE FROM confusion_link WHERE id = ${linkId}::uuid`
  await addAction(sql, clusterId, viewer.personId, { kind: 'unlinked', from: from.label, ...placeOf(from) }, now)
}

/** A module or a release by its address here, whole, so that it leads there from anywhere. */
const placeOf = ({ kind, href }: TroubleLink) => ({ as: kind, url: new URL(href, env.ORIGIN).href })

/** What a trouble can be linked with: the modules of the migration, and the releases of its own. */
export async function linkTargets(viewer: Viewer, address: string): Promise<{ value: string; label: string }[]> {
  ensure(viewer, 'confusion.triage')
  const id = knownId(address)
  return sql<{ value: string; label: string }>`
    SELECT value, label FROM (
      SELECT 1 AS rank, 'release:' || e.id AS value, 'Release ' || e.label || ' of ' || e.title AS label, -extract(epoch FROM e.published_at) AS place
      FROM release e JOIN confusion_cluster c ON c.module_id = e.module_id
      WHERE c.id = ${id}::uuid AND c.migration_id = ${viewer.migration?.id ?? null}::uuid AND e.withdrawn_at IS NULL
      UNION ALL
      SELECT 2, 'module:' || m.id, coalesce(e.title, m.slug), m.position
      FROM module m LEFT JOIN release e ON e.id = m.current_release_id WHERE m.migration_id = ${viewer.migration?.id ?? null}::uuid
    ) one ORDER BY rank, place, label`
}
