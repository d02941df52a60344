import type { CompletionRule } from '#app/lessons/rule.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import type { Viewer } from '../identity/viewer.ts'
import { type AnsweredRecord, type CompletedRecord, type Statement, statementsOf, type TriedRecord } from './xapi.ts'

/** Everything that the viewer did in their migration, as xAPI statements. `origin` is the deployment's public address. */
export async function ownStatements(viewer: Viewer, origin: string): Promise<Statement[]> {
  const { personId, name, migration } = viewer
  if (!migration) return []
  const [completions, tries, answers] = await Promise.all([
    sql<CompletedRecord>`
      SELECT c.id, m.slug, r.title AS module, r.label, c.completed_at AS at
      FROM completion c JOIN release r ON r.id = c.release_id JOIN module m ON m.id = c.module_id
      WHERE c.person_id = ${personId}::uuid AND m.migration_id = ${migration.id}::uuid`,
    sql<TriedRecord>`
      SELECT a.id, m.slug, r.title AS module, r.label, a.block_id AS block, b.title AS "blockTitle", a.setting, a.mode,
        a.started_at AS "startedAt", a.finished_at AS "finishedAt", a.outcome,
        CASE a.clock WHEN 'active' THEN a.active_ms ELSE a.wall_ms - a.paused_ms END AS ms,
        a.errors, a.critical_errors AS "criticalErrors", a.suspect_reason AS "suspectReason"
      FROM attempt a JOIN release_block b USING (release_id, block_id) JOIN release r ON r.id = a.release_id
      JOIN module m ON m.id = a.module_id
      WHERE a.person_id = ${personId}::uuid AND m.migration_id = ${migration.id}::uuid`,
    answersOf(personId, migration.id),
  ])
  return statementsOf({ origin, personId, name, migration }, { completions, tries, answers })
}

async function answersOf(personId: string, migrationId: string): Promise<AnsweredRecord[]> {
  const rows = await sql<Omit<AnsweredRecord, 'mark'> & { rule: CompletionRule }>`
    SELECT s.id, m.slug, r.title AS module, r.label, s.block_id AS block, b.title AS "blockTitle", s.at, s."right", s.total, r.rule
    FROM check_submission s JOIN release_block b USING (release_id, block_id) JOIN release r ON r.id = s.release_id
    JOIN module m ON m.id = s.module_id
    WHERE s.person_id = ${personId}::uuid AND m.migration_id = ${migrationId}::uuid`
  return rows.map(({ rule, ...row }) => ({ ...row, mark: markOf(rule, row.block) }))
}

/** The share that passes a check by a release's rule. */
function markOf({ requirements }: CompletionRule, block: string): number | null {
  const found = requirements.find((requirement) => requirement.need === 'check' && requirement.block === block)
  return found?.need === 'check' ? found.mark : null
}
