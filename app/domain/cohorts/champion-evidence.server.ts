import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import type { ChampionEvidence } from './champion-steps.ts'

/** What the data tells about champions of a migration; people who lead nothing and opened nothing are there too. */
export async function championEvidence(
  migrationId: string,
  personIds: readonly string[],
  today: LocalDay,
): Promise<Map<string, ChampionEvidence>> {
  if (personIds.length === 0) return new Map()
  const [modules, labs, cohorts, playbooks, sessions] = await Promise.all([
    modulesOf(migrationId, personIds),
    labsOf(migrationId, personIds, today),
    cohortsOf(migrationId, personIds),
    playbooksOf(migrationId, personIds),
    sessionsOf(migrationId, personIds),
  ])
  const of = <Row extends { person: string }>(rows: readonly Row[], id: string) =>
    rows.filter((row) => row.person === id)
  return new Map(
    personIds.map((id) => [
      id,
      {
        modules: of(modules, id),
        lab: of(labs, id)[0] ?? null,
        cohorts: of(cohorts, id),
        playbook: of(playbooks, id)[0] ?? null,
        session: of(sessions, id)[0] ?? null,
      },
    ]),
  )
}

type Of<Part> = Part & { person: string }

/** What an open assignment asks the role to learn: no runbook that is for another day, no update. A waiver of one person's does not make it done. */
const modulesOf = (migrationId: string, personIds: readonly string[]) => sql<Of<ChampionEvidence['modules'][number]>>`
  SELECT p.id AS person, m.slug, r.title, g.first_completed_at IS NOT NULL AS done
  FROM unnest(${[...personIds]}::uuid[]) AS p (id)
  JOIN module m ON m.migration_id = ${migrationId}::uuid
  JOIN release r ON r.id = m.current_release_id AND r.kind NOT IN ('quick reference', 'runbook', 'update')
  LEFT JOIN module_progress g ON g.person_id = p.id AND g.module_id = m.id
  WHERE EXISTS (SELECT FROM assignment a WHERE a.module_id = m.id AND a.role = 'champion' AND NOT a.optional AND a.ended_at IS NULL)
  ORDER BY m.position, m.slug`

/** The tasks of modules that members of their cohorts are asked for; one that they finished with success first. */
const labsOf = (migrationId: string, personIds: readonly string[], today: LocalDay) => sql<
  Of<NonNullable<ChampionEvidence['lab']>>
>`
  WITH asked AS (
    SELECT DISTINCT h.person_id, a.module_id
    FROM cohort_champion h JOIN cohort c ON c.id = h.cohort_id AND c.closed_at IS NULL AND c.migration_id = ${migrationId}::uuid
    JOIN cohort_member n ON n.cohort_id = c.id AND n."to" IS NULL
    CROSS JOIN LATERAL (SELECT * FROM assigned_on(${today}::date) WHERE person_id = n.person_id OFFSET 0) a
    WHERE h.person_id = ANY(${[...personIds]}::uuid[]) AND h."to" IS NULL AND NOT a.optional
  )
  SELECT DISTINCT ON (k.person_id) k.person_id AS person, m.slug, b.block_id AS block, b.title, t.done
  FROM asked k JOIN module m ON m.id = k.module_id
  JOIN release_block b ON b.release_id = m.current_release_id AND b.kind = 'task'
  CROSS JOIN LATERAL (
    SELECT EXISTS (SELECT FROM attempt t WHERE t.person_id = k.person_id AND t.module_id = k.module_id
      AND t.block_id = b.block_id AND t.setting = 'lab' AND t.outcome = 'success') AS done) t
  ORDER BY k.person_id, t.done DESC, m.position, m.slug, b.position`

const cohortsOf = (migrationId: string, personIds: readonly string[]) => sql<Of<ChampionEvidence['cohorts'][number]>>`
  SELECT h.person_id AS person, c.id, c.name,
    EXISTS (SELECT FROM champion_look l WHERE l.person_id = h.person_id AND l.cohort_id = c.id) AS opened
  FROM cohort_champion h JOIN cohort c ON c.id = h.cohort_id AND c.closed_at IS NULL
  WHERE h.person_id = ANY(${[...personIds]}::uuid[]) AND h."to" IS NULL AND c.migration_id = ${migrationId}::uuid
  ORDER BY c.name`

/** What they changed in a copy of their cohorts says more than what they opened. */
const playbooksOf = (migrationId: string, personIds: readonly string[]) => sql<
  Of<NonNullable<ChampionEvidence['playbook']>>
>`
  WITH known AS (
    SELECT e.author_id AS person_id, y.playbook_id, 'adapted' AS how, e.at
    FROM playbook_copy_edit e JOIN playbook_copy y ON y.id = e.copy_id
    JOIN cohort_champion h ON h.cohort_id = y.cohort_id AND h.person_id = e.author_id AND h."to" IS NULL
    UNION ALL
    SELECT person_id, playbook_id, 'opened', at FROM champion_look WHERE playbook_id IS NOT NULL
  )
  SELECT DISTINCT ON (k.person_id) k.person_id AS person, p.slug, r.title, k.how
  FROM known k JOIN playbook p ON p.id = k.playbook_id AND p.migration_id = ${migrationId}::uuid
  JOIN LATERAL (SELECT title FROM playbook_revision WHERE playbook_id = p.id ORDER BY number DESC LIMIT 1) r ON true
  WHERE k.person_id = ANY(${[...personIds]}::uuid[])
  ORDER BY k.person_id, k.how, k.at`

const sessionsOf = (migrationId: string, personIds: readonly string[]) => sql<
  Of<NonNullable<ChampionEvidence['session']>>
>`
  SELECT DISTINCT ON (h.person_id) h.person_id AS person, c.id AS cohort, s.title
  FROM cohort_champion h JOIN cohort c ON c.id = h.cohort_id AND c.closed_at IS NULL AND c.migration_id = ${migrationId}::uuid
  JOIN cohort_session s ON s.cohort_id = c.id AND s.cancelled_at IS NULL
  WHERE h.person_id = ANY(${[...personIds]}::uuid[]) AND h."to" IS NULL
  ORDER BY h.person_id, s.starts_at, s.id`
