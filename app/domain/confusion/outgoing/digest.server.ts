import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { reminderDay } from '#app/domain/notices/due-reminders.ts'
import { queueMail } from '#app/domain/notices/mail.server.ts'
import { noticeMail } from '#app/domain/notices/notice-mail.ts'
import { outgoingPaths } from '#app/http/outgoing-paths.ts'
import { paths } from '#app/http/paths.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { env } from '#app/platform/env.server.ts'
import { type AnswerClock, answerClock } from '../answer-clock.ts'
import { targetsOf } from '../answer-targets.server.ts'
import type { Severity } from '../kinds.ts'
import {
  type DigestFigures,
  type DigestRhythm,
  digestWords,
  firstSince,
  isDigestDue,
  USUAL_RHYTHM,
  type WaitingQuestion,
} from './digest.ts'

/** More questions than anybody reads in a mail. */
const QUESTIONS_LIMIT = 8

/** How often the viewer gets the digest of their migration. */
export async function digestRhythmOf(viewer: Viewer): Promise<DigestRhythm> {
  ensure(viewer, 'confusion.triage')
  const [row] = await sql<{ every: DigestRhythm }>`
    SELECT every::text FROM confusion_digest
    WHERE person_id = ${viewer.personId}::uuid AND migration_id = ${viewer.migration?.id ?? null}::uuid`
  return row?.every ?? USUAL_RHYTHM
}

/** Keeps the viewer's choice. What happened before the last digest is not told again. */
export async function chooseDigest(viewer: Viewer, every: DigestRhythm): Promise<void> {
  ensure(viewer, 'confusion.triage')
  await sql`
    INSERT INTO confusion_digest (person_id, migration_id, every)
    VALUES (${viewer.personId}::uuid, ${viewer.migration?.id ?? null}::uuid, ${every}::digest_rhythm)
    ON CONFLICT (person_id, migration_id) DO UPDATE SET every = excluded.every`
}

type Lead = { person_id: string; email: string; migration_id: string; migration: string; zone: string }

/**
 * Mails leads what happened since their last digest and what waits, in the morning of the migration's zone, as often as
 * each has chosen; nothing where there is nothing. Safe to repeat and to run twice at once. Answers how many were mailed.
 */
export async function mailDigests(now: Date): Promise<number> {
  const leads = await sql<Lead>`
    SELECT DISTINCT p.id AS person_id, p.email, g.id AS migration_id, g.name AS migration, g.time_zone AS zone
    FROM role_grant r JOIN person p ON p.id = r.person_id JOIN migration g ON g.id = r.migration_id
    WHERE r.role = 'lead' AND r.ended_at IS NULL AND p.left_on IS NULL AND p.email IS NOT NULL AND g.archived_at IS NULL
    ORDER BY p.id, g.id`
  let mailed = 0
  for (const lead of leads) {
    const today = reminderDay(now, lead.zone)
    if (today && (await inTransaction((tx) => mailLead(tx, lead, today, now)))) mailed++
  }
  return mailed
}

async function mailLead(tx: Sql, lead: Lead, today: string, now: Date): Promise<boolean> {
  await tx`
    INSERT INTO confusion_digest (person_id, migration_id) VALUES (${lead.person_id}::uuid, ${lead.migration_id}::uuid)
    ON CONFLICT DO NOTHING`
  const [chosen] = await tx<{ every: DigestRhythm; told_until: Date | null }>`
    SELECT every::text, told_until FROM confusion_digest
    WHERE person_id = ${lead.person_id}::uuid AND migration_id = ${lead.migration_id}::uuid FOR UPDATE`
  if (!chosen) return false
  const { every, told_until: last } = chosen
  if (!isDigestDue(every, today, last && localDay(last, lead.zone))) return false
  const figures = await figuresFor(tx, lead, last ?? firstSince(every, now), now)
  await tx`
    UPDATE confusion_digest SET told_until = ${now}
    WHERE person_id = ${lead.person_id}::uuid AND migration_id = ${lead.migration_id}::uuid`
  const digest = digestWords(figures, lead.migration)
  if (!digest) return false
  const link = { link: paths.confusion(), linkWords: 'Open the board' }
  const mail = noticeMail({ ...digest, ...link }, env.ORIGIN, outgoingPaths.digest())
  const key = `confusion-digest/${lead.person_id}/${lead.migration_id}/${today}`
  await queueMail(tx, { key, to: lead.email, personId: lead.person_id, ...mail }, now)
  return true
}

/** What happened after `since`, up to now, and what waits now. */
async function figuresFor(tx: Sql, lead: Lead, since: Date, now: Date): Promise<DigestFigures> {
  const [counts] = await tx<typeof NOTHING>`
    WITH own AS (SELECT * FROM confusion_cluster WHERE migration_id = ${lead.migration_id}::uuid),
    step AS (SELECT a.kind FROM own JOIN confusion_action a ON a.cluster_id = own.id
      WHERE a.at > ${since} AND a.at <= ${now})
    SELECT
      (SELECT count(*) FROM own JOIN confusion_report r ON r.cluster_id = own.id WHERE r.at > ${since} AND r.at <= ${now}) AS reports,
      (SELECT count(*) FROM own JOIN confusion_report r ON r.cluster_id = own.id JOIN me_too t ON t.report_id = r.id
        WHERE t.at > ${since} AND t.at <= ${now}) AS "meToos",
      (SELECT count(*) FROM step WHERE kind = 'reopened') AS reopened,
      (SELECT count(*) FROM step WHERE kind = 'resolved') AS resolved,
      (SELECT count(*) FROM own WHERE state = 'open' AND merged_into_id IS NULL) AS waiting,
      (SELECT count(*) FROM own WHERE state = 'open' AND merged_into_id IS NULL
        AND assignee_id = ${lead.person_id}::uuid) AS own`
  return { ...(counts ?? NOTHING), ...(await waitingFor(tx, lead, now)) }
}

type Waiting = { id: string; severity: Severity; since: Date }

/** What waits by its clock: each question is timed, and only those that are named are read. */
async function waitingFor(tx: Sql, lead: Lead, now: Date): Promise<Pick<DigestFigures, 'over' | 'near' | 'questions'>> {
  const targets = await targetsOf({ id: lead.migration_id, timeZone: lead.zone }, tx)
  const waiting = await tx<Waiting>`
    SELECT c.id, c.severity::text, greatest(c.opened_at, again.at) AS since FROM confusion_cluster c
    LEFT JOIN (SELECT cluster_id, max(reopened_at) AS at FROM resolution WHERE reopened_at IS NOT NULL
      GROUP BY cluster_id) again ON again.cluster_id = c.id
    WHERE c.migration_id = ${lead.migration_id}::uuid AND c.state = 'open' AND c.merged_into_id IS NULL
    ORDER BY c.severity DESC, since, c.id`
  const clocked = waiting.map(({ id, severity, since }) => ({
    id,
    clock: answerClock(targets, severity, since, now).state,
  }))
  const by = (state: AnswerClock['state']) => clocked.filter(({ clock }) => clock === state)
  const [over, near] = [by('over'), by('near')]
  const named = [...over, ...near, ...by('waiting')].slice(0, QUESTIONS_LIMIT)
  const read = await tx<Omit<WaitingQuestion, 'clock'> & { id: string }>`
    SELECT c.id, q.words, l.title AS module, c.severity::text FROM confusion_cluster c
    CROSS JOIN LATERAL (SELECT r.words, r.release_id FROM confusion_report r WHERE r.cluster_id = c.id
      ORDER BY r.at, r.id LIMIT 1) q
    JOIN release l ON l.id = q.release_id WHERE c.id = ANY(${named.map(({ id }) => id)}::uuid[])`
  const words = new Map(read.map(({ id, ...one }) => [id, one]))
  const questions = named.flatMap(({ id, clock }) => {
    const one = words.get(id)
    return one ? [{ ...one, clock }] : []
  })
  return { over: over.length, near: near.length, questions }
}

const NOTHING = { reports: 0, meToos: 0, reopened: 0, resolved: 0, waiting: 0, own: 0 }
