import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { type Part, part } from '#app/platform/database/sql.server.ts'

/**
 * The five steps as conditions on the person `p` of a statement, true where they are done: what `championEvidence` tells
 * in words, for lists and counts of thousands.
 */
export const stepsDone = (migrationId: string, today: LocalDay) => ({
  module: moduleDone(migrationId),
  lab: labDone(migrationId, today),
  cohort: part`EXISTS (SELECT FROM ${leads(migrationId)}
    JOIN champion_look l ON l.person_id = h.person_id AND l.cohort_id = c.id WHERE h.person_id = p.id AND h."to" IS NULL)`,
  playbook: playbookDone(migrationId),
  session: part`EXISTS (SELECT FROM ${leads(migrationId)}
    JOIN cohort_session s ON s.cohort_id = c.id AND s.cancelled_at IS NULL WHERE h.person_id = p.id AND h."to" IS NULL)`,
})

/** What an open assignment asks the role to learn: modules `m` with their release. */
export const championModules = (migrationId: string): Part => part`
  module m JOIN release r ON r.id = m.current_release_id AND r.kind NOT IN ('quick reference', 'runbook', 'update')
    AND m.migration_id = ${migrationId}::uuid AND EXISTS (SELECT FROM assignment a
      WHERE a.module_id = m.id AND a.role = 'champion' AND NOT a.optional AND a.ended_at IS NULL)`

const moduleDone = (migrationId: string) => part`
  EXISTS (SELECT FROM ${championModules(migrationId)})
  AND NOT EXISTS (SELECT FROM ${championModules(migrationId)} LEFT JOIN module_progress g
    ON g.person_id = p.id AND g.module_id = m.id WHERE g.first_completed_at IS NULL)`

/** The scalar queries stop at the first hit, and are asked module by module: thousands of champions stay quick. */
const labDone = (migrationId: string, today: LocalDay) => part`
  EXISTS (SELECT FROM module m WHERE
    (SELECT true FROM attempt t
      JOIN release_block b ON b.release_id = m.current_release_id AND b.block_id = t.block_id AND b.kind = 'task'
      WHERE t.person_id = p.id AND t.module_id = m.id AND t.setting = 'lab' AND t.outcome = 'success' LIMIT 1)
    AND (SELECT true FROM ${leads(migrationId)}
      JOIN cohort_member n ON n.cohort_id = c.id AND n."to" IS NULL
      CROSS JOIN LATERAL (SELECT FROM assigned_on(${today}::date) a
        WHERE a.person_id = n.person_id AND a.module_id = m.id AND NOT a.optional OFFSET 0) a
      WHERE h.person_id = p.id AND h."to" IS NULL LIMIT 1))`

const playbookDone = (migrationId: string) => part`
  (EXISTS (SELECT FROM champion_look l JOIN playbook y ON y.id = l.playbook_id AND y.migration_id = ${migrationId}::uuid
     WHERE l.person_id = p.id)
   OR p.id IN (SELECT e.author_id FROM playbook_copy_edit e JOIN playbook_copy y ON y.id = e.copy_id
     JOIN playbook k ON k.id = y.playbook_id AND k.migration_id = ${migrationId}::uuid
     JOIN cohort_champion h ON h.cohort_id = y.cohort_id AND h.person_id = e.author_id AND h."to" IS NULL))`

/** The open cohorts `c` that somebody leads, by `h`. */
const leads = (migrationId: string) => part`
  cohort_champion h JOIN cohort c ON c.id = h.cohort_id AND c.closed_at IS NULL AND c.migration_id = ${migrationId}::uuid`
