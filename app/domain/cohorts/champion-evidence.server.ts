import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import type { ChampionEvidence } from './champion-steps.ts'
import { championModules } from './champion-steps-done.server.ts'

/** What the data tells about a champion of a migration; of who leads nothing and opened nothing too. */
export async function championEvidence(
  migrationId: string,
  personId: string,
  today: LocalDay,
): Promise<ChampionEvidence> {
  const [modules, [lab], cohorts, [playbook], [session]] = await Promise.all([
    modulesOf(migrationId, personId),
    labOf(migrationId, personId, today),
    cohortsOf(migrationId, personId),
    playbookOf(migrationId, personId),
    sessionOf(migrationId, personId),
  ])
  return { modules, lab: lab ?? null, cohorts, playbook: playbook ?? null, session: session ?? null }
}

/** What an open assignment asks the role to learn: no runbook that is for another day, no update. A waiver of one person's does not make it done. */
const modulesOf = (migrationId: string, personId: string) => sql<ChampionEvidence['modules'][number]>`
  SELECT m.slug, r.title, g.first_completed_at IS NOT NULL AS done
  FROM ${championModules(migrationId)}
  LEFT JOIN module_progress g ON g.person_id = ${personId}::uuid AND g.module_id = m.id
  ORDER BY m.position, m.slug`

/** The tasks of modules that members of their cohorts are asked for; one that they finished with success first. */
const labOf = (migrationId: string, personId: string, today: LocalDay) => sql<NonNullable<ChampionEvidence['lab']>>`
  WITH asked AS (
    SELECT DISTINCT a.module_id
    FROM cohort_champion h JOIN cohort c ON c.id = h.cohort_id AND c.closed_at IS NULL AND c.migration_id = ${migrationId}::uuid
    JOIN cohort_member n ON n.cohort_id = c.id AND n."to" IS NULL
    CROSS JOIN LATERAL (SELECT * FROM assigned_on(${today}::date) WHERE person_id = n.person_id OFFSET 0) a
    WHERE h.person_id = ${personId}::uuid AND h."to" IS NULL AND NOT a.optional
  )
  SELECT m.slug, b.block_id AS block, b.title, t.done
  FROM asked k JOIN module m ON m.id = k.module_id
  JOIN release_block b ON b.release_id = m.current_release_id AND b.kind = 'task'
  CROSS JOIN LATERAL (
    SELECT EXISTS (SELECT FROM attempt t WHERE t.person_id = ${personId}::uuid AND t.module_id = k.module_id
      AND t.block_id = b.block_id AND t.setting = 'lab' AND t.outcome = 'success') AS done) t
  ORDER BY t.done DESC, m.position, m.slug, b.position LIMIT 1`

const cohortsOf = (migrationId: string, personId: string) => sql<ChampionEvidence['cohorts'][number]>`
  SELECT c.id, c.name,
    EXISTS (SELECT FROM champion_look l WHERE l.person_id = h.person_id AND l.cohort_id = c.id) AS opened
  FROM cohort_champion h JOIN cohort c ON c.id = h.cohort_id AND c.closed_at IS NULL
  WHERE h.person_id = ${personId}::uuid AND h."to" IS NULL AND c.migration_id = ${migrationId}::uuid
  ORDER BY c.name`

/** What they changed in a copy of their cohorts says more than what they opened. */
const playbookOf = (migrationId: string, personId: string) => sql<NonNullable<ChampionEvidence['playbook']>>`
  WITH known AS (
    SELECT y.playbook_id, 'adapted' AS how, e.at
    FROM playbook_copy_edit e JOIN playbook_copy y ON y.id = e.copy_id
    JOIN cohort_champion h ON h.cohort_id = y.cohort_id AND h.person_id = e.author_id AND h."to" IS NULL
    WHERE e.author_id = ${personId}::uuid
    UNION ALL
    SELECT playbook_id, 'opened', at FROM champion_look WHERE person_id = ${personId}::uuid AND playbook_id IS NOT NULL
  )
  SELECT p.slug, r.title, k.how
  FROM known k JOIN playbook p ON p.id = k.playbook_id AND p.migration_id = ${migrationId}::uuid
  JOIN LATERAL (SELECT title FROM playbook_revision WHERE playbook_id = p.id ORDER BY number DESC LIMIT 1) r ON true
  ORDER BY k.how, k.at LIMIT 1`

const sessionOf = (migrationId: string, personId: string) => sql<NonNullable<ChampionEvidence['session']>>`
  SELECT c.id AS cohort, s.title
  FROM cohort_champion h JOIN cohort c ON c.id = h.cohort_id AND c.closed_at IS NULL AND c.migration_id = ${migrationId}::uuid
  JOIN cohort_session s ON s.cohort_id = c.id AND s.cancelled_at IS NULL
  WHERE h.person_id = ${personId}::uuid AND h."to" IS NULL
  ORDER BY s.starts_at, s.id LIMIT 1`
