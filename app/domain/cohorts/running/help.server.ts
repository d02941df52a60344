import { Refusal } from '#app/domain/errors.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { announce } from '#app/platform/live.server.ts'
import { runSession, type SessionAddress } from './run-session.server.ts'
import { practiceTopic, sessionTopic } from './topics.ts'

/**
 * Somebody is on their way to a person who asks for help (`take`), is not after all (`leave`), or has been there
 * (`helped`). Whoever takes what another has taken is told so: two need not go.
 */
export async function attendToHelp(
  viewer: Viewer,
  address: SessionAddress,
  { kind, request }: { kind: 'take' | 'leave' | 'helped'; request: string },
  now: Date,
): Promise<void> {
  const session = await runSession(viewer, address, now)
  const [asked] = await sql<{ answered: boolean; takenBy: string | null; takenById: string | null }>`
    SELECT q.answered_at IS NOT NULL AS answered, p.name AS "takenBy", q.taken_by_id AS "takenById"
    FROM help_request q LEFT JOIN person p ON p.id = q.taken_by_id
    WHERE q.id = ${request}::uuid AND (
      EXISTS (SELECT FROM attendance a WHERE a.session_id = ${session.id}::uuid AND a.person_id = q.person_id)
      OR EXISTS (SELECT FROM cohort_member m
        WHERE m.cohort_id = ${session.cohort.id}::uuid AND m.person_id = q.person_id AND m."to" IS NULL))`
  if (!asked) throw new Refusal('missing', 'Nobody in this session asks for that.')
  if (asked.answered) return
  if (kind === 'take') await take(viewer, request, now)
  else if (kind === 'leave') {
    await sql`UPDATE help_request SET taken_at = NULL, taken_by_id = NULL
      WHERE id = ${request}::uuid AND taken_by_id = ${viewer.personId}::uuid`
  } else {
    await sql`UPDATE help_request SET answered_at = ${now}, answered_by_id = ${viewer.personId}::uuid
      WHERE id = ${request}::uuid AND answered_at IS NULL`
  }
  announce(practiceTopic(session.id))
  announce(sessionTopic(session.id))
}

async function take(viewer: Viewer, request: string, now: Date): Promise<void> {
  const [taken] = await sql<{ by: string | null; byId: string | null }>`
    WITH own AS (
      UPDATE help_request SET taken_at = ${now}, taken_by_id = ${viewer.personId}::uuid
      WHERE id = ${request}::uuid AND taken_by_id IS NULL RETURNING taken_by_id
    )
    SELECT p.name AS by, q.taken_by_id AS "byId" FROM help_request q LEFT JOIN person p ON p.id = q.taken_by_id
    WHERE q.id = ${request}::uuid`
  if (taken?.byId && taken.byId !== viewer.personId) {
    throw new Refusal('conflict', `${taken.by ?? 'Somebody'} is on it already.`)
  }
}
