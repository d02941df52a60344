import { z } from 'zod'
import { paths } from '#app/http/paths.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { Refusal } from '../../errors.ts'
import { ensure } from '../../identity/abilities.ts'
import { recordAudit } from '../../identity/audit.server.ts'
import { isHere } from '../../identity/present.server.ts'
import { todayOf } from '../../identity/today.ts'
import type { Viewer } from '../../identity/viewer.ts'
import type { LocalDay } from '../../migrations/local-days.ts'
import { tell } from '../../notices/tell.server.ts'
import { restand } from '../../progress/restanding.server.ts'
import { wordsInput } from '../../words-input.ts'

/** What taking back a release would do, in people who are here today. */
export type WithdrawalEffect = {
  slug: string
  title: string
  label: string
  /** only then does anybody notice */
  isCurrent: boolean
  /** the label of the release that is offered from then on; null: none is left */
  next: string | null
  /** people whose try is running in it: it finishes there */
  running: number
  /** people who have begun and not completed anything of the module */
  begun: number
  /** people who are asked for the module and have not completed it */
  asked: number
  /** completions of this release: they stay */
  completions: number
}

export const WithdrawalInput = z.object({
  reason: wordsInput('Say why the release is withdrawn.', 1_000),
  /** the release that was to be offered from then on when the reason was written; empty: none */
  next: z.string().max(40).default(''),
})
export type WithdrawalInput = z.output<typeof WithdrawalInput>

type Found = {
  id: string
  moduleId: string
  slug: string
  title: string
  isCurrent: boolean
  /** what is offered from then on, if this is the one that is offered now */
  next: string | null
  nextId: string | null
}

/** Shows what withdrawing a release would do; `missing` for one that is not there or is withdrawn already. */
export async function withdrawalEffect(
  viewer: Viewer,
  slug: string,
  label: string,
  now: Date,
): Promise<WithdrawalEffect> {
  ensure(viewer, 'release.withdraw')
  const found = await offeredRelease(sql, viewer, slug, label)
  return effectOf(sql, found, label, todayOf(viewer, now), now)
}

/**
 * Takes a release back, for a reason: it is no longer offered, and the newest one that is left is. Attempts, completions
 * and reports stay; who is in the middle of a try finishes it. Refuses with `conflict` if another release would be offered
 * than the viewer saw.
 */
export async function withdrawRelease(
  viewer: Viewer,
  slug: string,
  label: string,
  { reason, next }: WithdrawalInput,
  now: Date,
): Promise<void> {
  ensure(viewer, 'release.withdraw')
  await inTransaction(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock(hashtextextended('publication', 0))`
    const found = await offeredRelease(tx, viewer, slug, label)
    if ((found.next ?? '') !== next) {
      throw new Refusal('conflict', 'The module has another release by now. Look again at what this does.')
    }
    if (found.isCurrent) {
      await tx`UPDATE module SET current_release_id = ${found.nextId}::uuid WHERE id = ${found.moduleId}`
    }
    await tx`
      UPDATE release SET withdrawn_at = ${now}, withdrawn_by_id = ${viewer.personId}::uuid, withdrawn_reason = ${reason}
      WHERE id = ${found.id}`
    const values = { module: found.slug, label, reason, next: found.next }
    await recordAudit(tx, viewer, 'release.withdrawn', { type: 'release', id: found.id }, null, values, now)
    if (!found.isCurrent) return
    const begun = await whoHasBegun(tx, found.moduleId, todayOf(viewer, now))
    await restand(tx, [found.moduleId], now)
    await tell(tx, {
      personIds: begun,
      kind: 'release',
      key: `withdrawal:${found.id}`,
      title: `${found.title}: release ${label} is withdrawn.`,
      words: found.next
        ? `${reason} You go on in release ${found.next}; what you did on blocks that are the same counts.`
        : `${reason} Nobody asks you for it any more. What you did stays on your record.`,
      link: found.next ? paths.module(found.slug) : paths.home(),
      now,
    })
  })
}

async function offeredRelease(on: Sql, viewer: Viewer, slug: string, label: string): Promise<Found> {
  const [found] = await on<Found>`
    SELECT r.id, m.id AS "moduleId", m.slug, r.title, m.current_release_id = r.id IS TRUE AS "isCurrent",
      n.label AS next, n.id AS "nextId"
    FROM release r JOIN module m ON m.id = r.module_id
    LEFT JOIN LATERAL (
      SELECT o.id, o.label FROM release o
      WHERE o.module_id = m.id AND o.id <> r.id AND o.withdrawn_at IS NULL ORDER BY o.published_at DESC, o.id DESC LIMIT 1
    ) n ON r.id = m.current_release_id
    WHERE m.slug = ${slug} AND r.label = ${label} AND r.withdrawn_at IS NULL
      AND m.migration_id = ${viewer.migration?.id ?? null}::uuid`
  if (!found) throw new Refusal('missing', 'There is no such release, or it is withdrawn already.')
  return found
}

async function effectOf(
  on: Sql,
  { id, moduleId, slug, title, isCurrent, next }: Found,
  label: string,
  today: LocalDay,
  now: Date,
): Promise<WithdrawalEffect> {
  const [counts] = await on<Pick<WithdrawalEffect, 'running' | 'begun' | 'asked' | 'completions'>>`
    SELECT
      (SELECT count(DISTINCT a.person_id) FROM attempt a WHERE a.release_id = ${id} AND a.outcome IS NULL
        AND a.last_event_at > ${now}::timestamptz - interval '24 hours')::int AS running,
      (SELECT count(*) FROM module_progress g JOIN person p ON p.id = g.person_id
        WHERE g.module_id = ${moduleId} AND g.first_completed_at IS NULL
          AND ${isHere(today)})::int AS begun,
      (SELECT count(DISTINCT a.person_id) FROM assigned_on(${today}::date) a
        WHERE a.module_id = ${moduleId} AND NOT a.optional AND NOT EXISTS (
          SELECT FROM completion c WHERE c.person_id = a.person_id AND c.module_id = ${moduleId}))::int AS asked,
      (SELECT count(*) FROM completion WHERE release_id = ${id})::int AS completions`
  const none = { running: 0, begun: 0, asked: 0, completions: 0 }
  return { slug, title, label, isCurrent, next, ...(counts ?? none) }
}

async function whoHasBegun(tx: Sql, moduleId: string, today: LocalDay): Promise<string[]> {
  const rows = await tx<{ person: string }>`
    SELECT g.person_id AS person FROM module_progress g JOIN person p ON p.id = g.person_id
    WHERE g.module_id = ${moduleId} AND g.first_completed_at IS NULL AND ${isHere(today)}`
  return rows.map(({ person }) => person)
}
