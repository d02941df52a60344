import { Refusal } from '#app/domain/errors.ts'
import { can, ensure } from '#app/domain/identity/abilities.ts'
import { isHere } from '#app/domain/identity/present.server.ts'
import { todayOf } from '#app/domain/identity/today.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { part, sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'
import { andHasWords } from './name-words.server.ts'

export type CohortSummary = {
  id: string
  name: string
  site: string | null
  timeZone: string
  champions: string[]
  /** the audience that it fills itself from */
  fillsFrom: string | null
  members: number
  /** members who did everything that is due by now, refreshers included */
  onTime: number
  overdue: number
  /** members with a request for help that nobody has answered */
  helpAsked: number
  nextSession: { startsAt: Date; title: string } | null
}

export type CohortChoice = Pick<CohortSummary, 'id' | 'name' | 'members' | 'champions'>

/** By name; `total` is how many match, also those that are not among them. */
export type CohortChoices = { choices: CohortChoice[]; total: number }

/** By name; `total` is how many match, also those that are not listed. */
export type FoundCohorts = { cohorts: CohortSummary[]; total: number }

/** Equals no cohort's id. */
const NO_COHORT = '00000000-0000-0000-0000-000000000000'

/** Enough to find a cohort by some letters more. */
const LISTED = 50
/** As many as anybody chooses from without a search. */
const CHOICES = 100

/**
 * The cohorts that a champion leads, or all of the migration for those who may read them: the first whose name or site has
 * these words, without words the first of all.
 */
export async function findCohorts(viewer: Viewer, words: string, now: Date): Promise<FoundCohorts> {
  const seen = await seenBy(viewer, words)
  return { cohorts: await summaries(viewer, now, seen.slice(0, LISTED)), total: seen.length }
}

/** Of those cohorts with these words the first hundred but `besides`, with who is in them, to choose one of. */
export async function cohortChoices(viewer: Viewer, words: string, besides: string, now: Date): Promise<CohortChoices> {
  const seen = (await seenBy(viewer, words)).filter((id) => id !== besides)
  const today = todayOf(viewer, now)
  const choices = await sql<CohortChoice>`
    SELECT c.id, c.name, ${championsOfCohort(today)} AS champions,
      (SELECT count(*) FROM cohort_member m JOIN person p ON p.id = m.person_id
        WHERE m.cohort_id = c.id AND m."to" IS NULL AND ${isHere(today)})::int AS members
    FROM cohort c WHERE c.id = ANY (${seen.slice(0, CHOICES)}::uuid[]) ORDER BY c.name`
  return { choices, total: seen.length }
}

/** Names of those who lead a cohort `c`. */
const championsOfCohort = (today: LocalDay) => part`
  ARRAY(SELECT p.name FROM cohort_champion h JOIN person p ON p.id = h.person_id
         WHERE h.cohort_id = c.id AND h."to" IS NULL AND ${isHere(today)} ORDER BY p.name)`

/** One cohort that the viewer may see; any other is `missing`. */
export async function cohortSummary(viewer: Viewer, id: string, now: Date): Promise<CohortSummary> {
  const seen = await seenBy(viewer, '', asId(id) ?? NO_COHORT)
  const [cohort] = await summaries(viewer, now, seen)
  if (!cohort) throw new Refusal('missing', 'There is no such cohort among yours.')
  return cohort
}

/** Ids of the open cohorts that the viewer may see, by name. `only`: of this one alone. */
async function seenBy(viewer: Viewer, words: string, only: string | null = null): Promise<string[]> {
  const seesAll = can(viewer, 'cohort.read')
  if (!seesAll) ensure(viewer, 'cohort.lead')
  const rows = await sql<{ id: string }>`
    SELECT c.id FROM cohort c
    WHERE c.migration_id = ${viewer.migration?.id ?? null}::uuid AND c.closed_at IS NULL
      ${only === null ? part`` : part`AND c.id = ${only}::uuid`} ${andHasWords(part`concat_ws(' ', c.name, c.site)`, words)}
      ${seesAll ? part`` : part`AND EXISTS (SELECT FROM cohort_champion h WHERE h.cohort_id = c.id AND h."to" IS NULL AND h.person_id = ${viewer.personId}::uuid)`}
    ORDER BY c.name`
  return rows.map(({ id }) => id)
}

async function summaries(viewer: Viewer, now: Date, ids: string[]): Promise<CohortSummary[]> {
  const today = todayOf(viewer, now)
  return sql<CohortSummary>`
    WITH seen AS (
      SELECT * FROM cohort WHERE id = ANY (${ids}::uuid[])
    ), here AS (
      SELECT m.cohort_id, m.person_id FROM cohort_member m JOIN person p ON p.id = m.person_id
      WHERE m."to" IS NULL AND m.cohort_id IN (SELECT id FROM seen) AND ${isHere(today)}
    ), late AS (
      SELECT a.person_id FROM (SELECT DISTINCT person_id FROM here) x
      CROSS JOIN LATERAL (SELECT * FROM assigned_on(${today}::date) WHERE person_id = x.person_id OFFSET 0) a
      JOIN module m ON m.id = a.module_id
      JOIN release r ON r.id = m.current_release_id AND r.kind <> 'quick reference'
      LEFT JOIN module_progress p ON p.person_id = a.person_id AND p.module_id = a.module_id
      LEFT JOIN refreshers() f ON f.module_id = a.module_id AND f.completed_release_id = p.completed_release_id
      WHERE NOT a.optional AND CASE WHEN p.first_completed_at IS NULL
        THEN a.due_on ELSE refresher_due_on(a.due_on, f.since, ${viewer.migration?.timeZone ?? 'UTC'}) END < ${today}::date
      GROUP BY a.person_id
    )
    SELECT c.id, c.name, c.site, c.time_zone AS "timeZone",
      (SELECT a.name FROM audience a WHERE a.id = c.audience_id) AS "fillsFrom",
      ${championsOfCohort(today)} AS champions,
      count(m.person_id)::int AS members,
      count(m.person_id) FILTER (WHERE late.person_id IS NULL)::int AS "onTime",
      count(late.person_id)::int AS overdue,
      (SELECT count(DISTINCT q.person_id) FROM help_request q JOIN here o ON o.person_id = q.person_id AND o.cohort_id = c.id
        WHERE q.answered_at IS NULL)::int AS "helpAsked",
      (SELECT jsonb_build_object('startsAt', s.starts_at, 'title', s.title) FROM cohort_session s
        WHERE s.cohort_id = c.id AND s.cancelled_at IS NULL AND s.starts_at > ${now} ORDER BY s.starts_at LIMIT 1) AS "nextSession"
    FROM seen c
    LEFT JOIN here m ON m.cohort_id = c.id
    LEFT JOIN late ON late.person_id = m.person_id
    GROUP BY c.id, c.name, c.site, c.time_zone, c.audience_id
    ORDER BY c.name`
}
