import { z } from 'zod'
import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { isHere } from '#app/domain/identity/present.server.ts'
import { todayOf } from '#app/domain/identity/today.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { type Sql, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'

export const HelpInput = z.object({
  release: z.uuid(),
  block: z.string().min(1).max(200),
  words: z.string().trim().max(500).default(''),
})
export type HelpInput = z.infer<typeof HelpInput>

/**
 * "Please come": shown to the champions of the learner's cohorts until somebody has helped. Asking again at the same
 * block while nobody has answered changes nothing. Answers which champions see it, and whether the learner is in a cohort at all.
 */
export async function askForHelp(
  viewer: Viewer,
  slug: string,
  input: HelpInput,
  now: Date,
): Promise<{ seenBy: string[]; inCohort: boolean }> {
  ensure(viewer, 'help.ask')
  const [place] = await sql<{ moduleId: string }>`
    SELECT m.id AS "moduleId" FROM module m
    JOIN release r ON r.module_id = m.id
    JOIN release_block b ON b.release_id = r.id
    WHERE m.slug = ${slug} AND r.id = ${input.release}::uuid AND b.block_id = ${input.block}
      AND m.migration_id = ${viewer.migration?.id ?? null}::uuid`
  if (!place) throw new Refusal('missing', 'This place is not in the module any more.')
  await sql`INSERT INTO help_request (id, person_id, module_id, release_id, block_id, words, at)
    SELECT ${newId(now)}::uuid, ${viewer.personId}::uuid, ${place.moduleId}::uuid, ${input.release}::uuid, ${input.block}, ${input.words || null}, ${now}
    WHERE NOT EXISTS (SELECT FROM help_request WHERE person_id = ${viewer.personId}::uuid AND release_id = ${input.release}::uuid
      AND block_id = ${input.block} AND answered_at IS NULL)`
  return seenBy(viewer, now)
}

async function seenBy(viewer: Viewer, now: Date): Promise<{ seenBy: string[]; inCohort: boolean }> {
  const rows = await sql<{ champion: string | null }>`
    SELECT DISTINCT p.name AS champion FROM cohort_member m
    JOIN cohort c ON c.id = m.cohort_id AND c.closed_at IS NULL
    LEFT JOIN cohort_champion h ON h.cohort_id = c.id AND h."to" IS NULL AND h.person_id <> m.person_id
    LEFT JOIN person p ON p.id = h.person_id AND ${isHere(todayOf(viewer, now))}
    WHERE m.person_id = ${viewer.personId}::uuid AND m."to" IS NULL ORDER BY p.name`
  return { seenBy: rows.flatMap(({ champion }) => champion ?? []), inCohort: rows.length > 0 }
}

/** Marks a request as helped; only a champion who leads a cohort of that person, and only once. */
export async function answerHelp(viewer: Viewer, requestId: string, now: Date, on: Sql = sql): Promise<void> {
  ensure(viewer, 'cohort.lead')
  const [answered] = await on`
    UPDATE help_request q SET answered_at = coalesce(q.answered_at, ${now}), answered_by_id = coalesce(q.answered_by_id, ${viewer.personId}::uuid)
    WHERE q.id::text = ${requestId} AND EXISTS (
      SELECT FROM cohort_member m JOIN cohort_champion h ON h.cohort_id = m.cohort_id AND h."to" IS NULL
      WHERE m.person_id = q.person_id AND m."to" IS NULL AND h.person_id = ${viewer.personId}::uuid)
    RETURNING q.id`
  if (!answered) throw new Refusal('missing', 'There is no such request in your cohorts.')
}
