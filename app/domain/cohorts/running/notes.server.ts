import { reportConfusion } from '#app/domain/confusion/report.server.ts'
import { Refusal } from '#app/domain/errors.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { type Sql, sql } from '#app/platform/database/sql.server.ts'
import { announce } from '#app/platform/live.server.ts'
import type { QuestionInput } from './act-input.server.ts'
import { ensureRunning, runSession, type SessionAddress } from './run-session.server.ts'
import { sessionTopic } from './topics.ts'

/** What was written down in a session: a note of the champion's, or a question that waits for its turn. */
export type SessionNote = {
  id: string
  kind: 'note' | 'parked'
  words: string
  at: Date
  /** who said it; null: they did not want the room to know */
  by: string | null
  module: string | null
  block: { id: string; title: string } | null
  ticked: boolean
  /** the report that it became */
  report: string | null
}

/** Everything written down in a session, in its order. */
export async function notesOf(sessionId: string, on: Sql = sql): Promise<SessionNote[]> {
  return on<SessionNote>`
    SELECT n.id, n.kind, n.words, n.at, CASE WHEN n.named THEN p.name END AS by, m.slug AS module,
      CASE WHEN n.block_id IS NOT NULL THEN jsonb_build_object('id', n.block_id, 'title', coalesce(b.title, n.block_id)) END AS block,
      n.ticked_at IS NOT NULL AS ticked, n.report_id AS report
    FROM session_note n
    JOIN person p ON p.id = n.author_id
    LEFT JOIN module m ON m.id = n.module_id
    LEFT JOIN release_block b ON b.release_id = m.current_release_id AND b.block_id = n.block_id
    WHERE n.session_id = ${sessionId}::uuid ORDER BY n.at, n.id`
}

type NewNote = {
  id: string
  kind: 'park' | 'note'
  words: string
  module?: string | undefined
  block?: string | undefined
}

/** Writes something down, with what is worked on. A resend with the same id changes nothing. Also after the end. */
export async function writeNote(viewer: Viewer, address: SessionAddress, note: NewNote, now: Date): Promise<void> {
  const session = await runSession(viewer, address, now)
  await keep(session.id, viewer, { ...note, named: true }, now)
  announce(sessionTopic(session.id))
}

/** A question of somebody who is in the room, by name or without. Refuses with `missing` whoever is not checked in. */
export async function parkQuestion(viewer: Viewer, sessionId: string, input: QuestionInput, now: Date): Promise<void> {
  const [session] = await sql<{ id: string; openedAt: Date | null; closedAt: Date | null; asked: number }>`
    SELECT s.id, s.opened_at AS "openedAt", s.closed_at AS "closedAt",
      (SELECT count(*) FROM session_note n WHERE n.session_id = s.id AND n.author_id = ${viewer.personId}::uuid
        AND n.at > ${now}::timestamptz - interval '10 minutes') AS asked
    FROM cohort_session s JOIN attendance a ON a.session_id = s.id AND a.person_id = ${viewer.personId}::uuid
    WHERE s.id::text = ${sessionId}`
  if (!session) throw new Refusal('missing', 'You are not checked in to this session.')
  ensureRunning(session)
  if (session.asked >= 10)
    throw new Refusal('limited', 'You have asked a lot within ten minutes. Ask aloud, or in a while.')
  await keep(session.id, viewer, { ...input, kind: 'park' }, now)
  announce(sessionTopic(session.id))
}

async function keep(sessionId: string, viewer: Viewer, note: NewNote & { named: boolean }, now: Date): Promise<void> {
  await sql`
    INSERT INTO session_note (id, session_id, kind, at, author_id, words, module_id, block_id, named)
    SELECT ${note.id}::uuid, ${sessionId}::uuid, ${note.kind === 'park' ? 'parked' : 'note'}::note_kind, ${now},
      ${viewer.personId}::uuid, ${note.words}, (SELECT id FROM module WHERE slug = ${note.module ?? null}
        AND migration_id = ${viewer.migration?.id ?? null}::uuid), ${note.block ?? null}, ${note.named}
    ON CONFLICT (id) DO NOTHING`
}

/** Says that a question was talked about, or takes that back. */
export async function tickNote(
  viewer: Viewer,
  address: SessionAddress,
  { note, ticked }: { note: string; ticked: boolean },
  now: Date,
): Promise<void> {
  const session = await runSession(viewer, address, now)
  const [found] = await sql`
    UPDATE session_note SET ticked_at = CASE WHEN ${ticked}::boolean THEN coalesce(ticked_at, ${now}) END,
      ticked_by_id = CASE WHEN ${ticked}::boolean THEN coalesce(ticked_by_id, ${viewer.personId}::uuid) END
    WHERE id = ${note}::uuid AND session_id = ${session.id}::uuid RETURNING id`
  if (!found) throw missingNote()
  announce(sessionTopic(session.id))
}

/**
 * Makes a confusion report of what was written down, at a block of a module: the champion is its reporter, and hears
 * what becomes of it. The report has the note's own id, so that pressing twice makes one.
 */
export async function reportNote(
  viewer: Viewer,
  address: SessionAddress,
  { note, module, block }: { note: string; module: string; block: string },
  now: Date,
): Promise<void> {
  const session = await runSession(viewer, address, now)
  const [written] = await sql<{ words: string; report: string | null; release: string | null }>`
    SELECT n.words, n.report_id AS report,
      (SELECT current_release_id FROM module WHERE slug = ${module} AND migration_id = ${session.cohort.migrationId}::uuid) AS release
    FROM session_note n WHERE n.id = ${note}::uuid AND n.session_id = ${session.id}::uuid`
  if (!written) throw missingNote()
  if (written.report) return
  if (!written.release) throw new Refusal('missing', 'This module is not offered any more.')
  const input = {
    ...{ id: note, releaseId: written.release, kind: 'unclear' as const, words: written.words },
    ...{ body: null, quote: null, place: null, blocking: false, anonymous: false },
  }
  await reportConfusion(viewer, { moduleSlug: module, blockId: block }, input, null, now)
  await sql`
    UPDATE session_note SET report_id = ${note}::uuid, block_id = ${block},
      module_id = (SELECT module_id FROM release WHERE id = ${written.release}::uuid)
    WHERE id = ${note}::uuid AND report_id IS NULL`
  announce(sessionTopic(session.id))
}

const missingNote = () => new Refusal('missing', 'There is no such note in this session.')
