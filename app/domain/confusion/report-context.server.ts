import { Refusal } from '#app/domain/errors.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { type Sql, sql } from '#app/platform/database/sql.server.ts'
import type { AttemptErrors } from './attempt-errors.ts'

/** Where a report is made: a block of a module, as the release has it that the person has before them. */
export type BlockAddress = { moduleSlug: string; blockId: string }

/** What goes with a report by itself. It is shown to the reporter before sending. */
export type ReportContext = {
  module: { id: string; slug: string; title: string }
  /** the one that was before the reporter: another may be offered by now, or this one withdrawn */
  release: { id: string; label: string }
  block: { id: string; title: string }
  milestone: { id: string; name: string } | null
  /** `people` decides whether an anonymous report may name it */
  audience: { id: string; name: string; people: number } | null
  /** the last try at the block's task, or at one of its section */
  attempt: { id: string; ordinal: number; errors: AttemptErrors } | null
}

type ContextRow = {
  module_id: string
  slug: string
  release_id: string
  label: string
  title: string
  block_id: string
  block_title: string
  attempt_id: string | null
  attempt_ordinal: number | null
  attempt_errors: number | null
  attempt_error_types: string[] | null
  milestone_id: string | null
  milestone_name: string | null
  audience_id: string | null
  audience_name: string | null
  audience_people: number | null
}

/**
 * Where and in which situation the viewer reports, in one statement. `releaseId` null: the module's present release.
 * What was written about a release is taken however it stands by now: words about a block that the present release has
 * no more, or about a release that was withdrawn meanwhile, say what was wrong with it. Refuses with `missing` what is
 * not in the viewer's migration.
 */
export async function reportContext(
  viewer: Viewer,
  address: BlockAddress,
  releaseId: string | null,
  now: Date,
  on: Sql = sql,
): Promise<ReportContext> {
  if (!viewer.migration) throw missingBlock()
  const day = localDay(now, viewer.migration.timeZone)
  const [row] = await on<ContextRow>`
    SELECT m.id AS module_id, m.slug, r.id AS release_id, r.label, r.title, b.block_id, b.title AS block_title,
      a.id AS attempt_id, a.ordinal AS attempt_ordinal, a.errors AS attempt_errors,
      (SELECT array_agg(DISTINCT x.type ORDER BY x.type) FROM attempt_error x WHERE x.attempt_id = a.id) AS attempt_error_types,
      s.id AS milestone_id, s.name AS milestone_name,
      u.id AS audience_id, u.name AS audience_name,
      (SELECT count(DISTINCT w.person_id) FROM membership w JOIN person p ON p.id = w.person_id
        WHERE w.audience_id = u.id AND w."from" <= ${day}::date AND (w."to" IS NULL OR w."to" > ${day}::date)
          AND (p.left_on IS NULL OR p.left_on >= ${day}::date)) AS audience_people
    FROM module m
    JOIN release r ON r.module_id = m.id AND r.id = coalesce(${releaseId}::uuid, m.current_release_id)
    JOIN release_block b ON b.release_id = r.id AND b.block_id = ${address.blockId}
    LEFT JOIN LATERAL (
      SELECT t.id, t.ordinal, t.errors FROM attempt t
      JOIN release_block tb ON tb.release_id = t.release_id AND tb.block_id = t.block_id
      WHERE t.person_id = ${viewer.personId}::uuid AND t.release_id = r.id
        AND coalesce(tb.parent_id, tb.block_id) = coalesce(b.parent_id, b.block_id)
      ORDER BY t.block_id = b.block_id DESC, t.started_at DESC LIMIT 1
    ) a ON true
    LEFT JOIN LATERAL (
      SELECT o.milestone_id, o.audience_id FROM assigned_on(${day}::date) o
      JOIN milestone q ON q.id = o.milestone_id LEFT JOIN audience d ON d.id = o.audience_id
      WHERE o.person_id = ${viewer.personId}::uuid AND o.module_id = m.id
      ORDER BY q.date >= ${day}::date DESC, abs(q.date - ${day}::date), d.position LIMIT 1
    ) o ON true
    LEFT JOIN milestone s ON s.id = o.milestone_id
    LEFT JOIN LATERAL (
      SELECT d.id, d.name FROM membership w JOIN audience d ON d.id = w.audience_id
      WHERE w.person_id = ${viewer.personId}::uuid AND d.migration_id = m.migration_id
        AND w."from" <= ${day}::date AND (w."to" IS NULL OR w."to" > ${day}::date)
      ORDER BY d.id IS NOT DISTINCT FROM o.audience_id DESC, d.position, d.id LIMIT 1
    ) u ON true
    WHERE m.migration_id = ${viewer.migration.id}::uuid
      AND (m.slug = ${address.moduleSlug}
        OR m.id = (SELECT l.module_id FROM module_alias l WHERE l.slug = ${address.moduleSlug}))`
  if (!row) throw missingBlock()
  return contextOf(row)
}

const missingBlock = () => new Refusal('missing', 'There is no such block in this module.')

function contextOf(row: ContextRow): ReportContext {
  return {
    module: { id: row.module_id, slug: row.slug, title: row.title },
    release: { id: row.release_id, label: row.label },
    block: { id: row.block_id, title: row.block_title },
    milestone: row.milestone_id === null ? null : { id: row.milestone_id, name: row.milestone_name ?? '' },
    audience:
      row.audience_id === null
        ? null
        : { id: row.audience_id, name: row.audience_name ?? '', people: row.audience_people ?? 0 },
    attempt:
      row.attempt_id === null
        ? null
        : {
            id: row.attempt_id,
            ordinal: row.attempt_ordinal ?? 1,
            errors: { count: row.attempt_errors ?? 0, types: row.attempt_error_types ?? [] },
          },
  }
}
