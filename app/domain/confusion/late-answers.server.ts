import { tell } from '#app/domain/notices/tell.server.ts'
import { paths } from '#app/http/paths.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { answerClock } from './answer-clock.ts'
import { targetsOf } from './answer-targets.server.ts'
import { headline } from './headline.ts'
import type { Severity } from './kinds.ts'

type Waiting = {
  id: string
  severity: Severity
  since: Date
  /** who takes care of it, if that is a lead who is here */
  owner: string | null
  question: string
  is_near_told: boolean
}

type Level = 'near' | 'over'

/**
 * Tells whoever takes care of a question, or else all leads, that its time to an answer is nearly over, and when it is:
 * each once for each time that it waits. Safe to repeat and to run twice at once. Answers how many questions were told of.
 */
export async function tellOfLateAnswers(now: Date): Promise<number> {
  const migrations = await sql<{ id: string; timeZone: string }>`
    SELECT id, time_zone AS "timeZone" FROM migration WHERE archived_at IS NULL ORDER BY id`
  let told = 0
  for (const migration of migrations) {
    const targets = await targetsOf(migration)
    const found: Record<Level, Waiting[]> = { near: [], over: [] }
    for (const one of await waitingIn(migration.id, now)) {
      const { state } = answerClock(targets, one.severity, one.since, now)
      if (state === 'over' || (state === 'near' && !one.is_near_told)) found[state].push(one)
    }
    for (const level of ['near', 'over'] as const) {
      if (found[level].length > 0) told += await tellAbout(migration.id, level, found[level], now)
    }
  }
  return told
}

async function waitingIn(migrationId: string, now: Date): Promise<Waiting[]> {
  return sql<Waiting>`
    WITH waiting AS (
      SELECT c.id, c.severity::text, c.assignee_id, c.near_told_at, c.over_told_at,
        greatest(c.opened_at, (SELECT max(s.reopened_at) FROM resolution s WHERE s.cluster_id = c.id)) AS since
      FROM confusion_cluster c
      WHERE c.migration_id = ${migrationId}::uuid AND c.state = 'open' AND c.merged_into_id IS NULL AND c.opened_at <= ${now}
    )
    SELECT w.id, w.severity, w.since, coalesce(w.near_told_at >= w.since, false) AS is_near_told,
      (SELECT p.id FROM person p JOIN role_grant g ON g.person_id = p.id WHERE p.id = w.assignee_id AND p.left_on IS NULL
        AND g.migration_id = ${migrationId}::uuid AND g.role = 'lead' AND g.ended_at IS NULL LIMIT 1) AS owner,
      (SELECT r.words FROM confusion_report r WHERE r.cluster_id = w.id ORDER BY r.at, r.id LIMIT 1) AS question
    FROM waiting w WHERE w.over_told_at IS NULL OR w.over_told_at < w.since
    ORDER BY w.severity DESC, w.since, w.id`
}

async function tellAbout(migrationId: string, level: Level, found: Waiting[], now: Date): Promise<number> {
  return inTransaction(async (sql) => {
    const claimed = await claim(sql, level, found, now)
    const leads = await leadsOf(sql, migrationId)
    const ofPerson = new Map<string, Waiting[]>()
    for (const one of found.filter(({ id }) => claimed.has(id))) {
      for (const person of one.owner === null ? leads : [one.owner]) {
        ofPerson.set(person, [...(ofPerson.get(person) ?? []), one])
      }
    }
    for (const [personId, waiting] of ofPerson) await tellOne(sql, personId, level, waiting, now)
    return claimed.size
  })
}

/** Whoever notes first that it is told tells it. */
async function claim(sql: Sql, level: Level, found: Waiting[], now: Date): Promise<Set<string>> {
  const ids = found.map(({ id }) => id)
  const sinces = found.map(({ since }) => since)
  const rows =
    level === 'over'
      ? await sql<{ id: string }>`
          UPDATE confusion_cluster c SET over_told_at = ${now}
          FROM unnest(${ids}::uuid[], ${sinces}::timestamptz[]) AS one (id, since)
          WHERE c.id = one.id AND (c.over_told_at IS NULL OR c.over_told_at < one.since) RETURNING c.id`
      : await sql<{ id: string }>`
          UPDATE confusion_cluster c SET near_told_at = ${now}
          FROM unnest(${ids}::uuid[], ${sinces}::timestamptz[]) AS one (id, since)
          WHERE c.id = one.id AND (c.near_told_at IS NULL OR c.near_told_at < one.since) RETURNING c.id`
  return new Set(rows.map(({ id }) => id))
}

async function leadsOf(sql: Sql, migrationId: string): Promise<string[]> {
  const leads = await sql<{ id: string }>`
    SELECT DISTINCT p.id FROM role_grant g JOIN person p ON p.id = g.person_id
    WHERE g.migration_id = ${migrationId}::uuid AND g.role = 'lead' AND g.ended_at IS NULL AND p.left_on IS NULL`
  return leads.map(({ id }) => id)
}

const NAMED = 5

async function tellOne(sql: Sql, personId: string, level: Level, waiting: Waiting[], now: Date): Promise<void> {
  const [first] = waiting
  const one = waiting.length === 1
  const more = waiting.length - NAMED
  const title = {
    near: one ? 'A question has to be answered soon.' : `${waiting.length} questions have to be answered soon.`,
    over: one ? 'A question waits longer than agreed.' : `${waiting.length} questions wait longer than agreed.`,
  }
  const named = waiting.slice(0, NAMED).map(({ question, severity }) => `“${headline(question)}” (${severity})`)
  await tell(sql, {
    personIds: [personId],
    kind: 'confusion',
    key: `confusion:${level}:${first?.id}:${now.toISOString()}`,
    title: title[level],
    words: named.join('\n\n') + (more > 0 ? `\n\nAnd ${more} more.` : ''),
    link: one && first ? paths.confusionCluster(first.id) : paths.confusion(),
    now,
  })
}
