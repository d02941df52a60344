import { type Part, part, sql } from '#app/platform/database/sql.server.ts'
import { type Slice, sliceId, ZERO_ID } from '../slices.ts'
import { type Counts, type DayCount, type GroupProgress, NOBODY } from '../standing.ts'
import { standingsIn } from './scope.server.ts'

type Row = Counts & { days: DayCount[] }

/** The counts of `standing_count c`. */
export const COUNTS = part`
  c.assigned, c.started, c.practised, c.complete, c.begun, c.refreshing, c.overdue, c.attended, c.stuck, c.asking, c.needing`

/** `days`, of the same slice as `standing_count c`. */
const DAYS = part`
  (SELECT coalesce(jsonb_agg(jsonb_build_object('day', d.day, 'people', d.people) ORDER BY d.day), '[]')
   FROM completion_day d WHERE d.milestone_id = c.milestone_id AND d.slice = c.slice AND d.slice_id = c.slice_id) AS days`

/** How the people of a slice stand in all that a milestone asks of them. */
export async function progressOf(milestoneId: string, slice: Slice): Promise<GroupProgress> {
  const [row] = await sql<Row>`
    SELECT ${COUNTS}, ${DAYS} FROM standing_count c
    WHERE c.milestone_id = ${milestoneId}::uuid AND c.module_id = ${ZERO_ID}::uuid
      AND c.slice = ${slice.by} AND c.slice_id = ${sliceId(slice)}::uuid`
  return row ? progress(row) : { counts: NOBODY, days: [] }
}

/** The same for each audience that anybody of is asked; of one cohort's people only, where it is given. */
export async function progressByAudience(
  milestoneId: string,
  cohort: string | null,
): Promise<ReadonlyMap<string, GroupProgress>> {
  const rows = await sql<Row & { audience: string }>`
    ${cohort === null ? byAudience(milestoneId) : byAudienceIn(milestoneId, cohort)}`
  return new Map(rows.map(({ audience, ...row }) => [audience, progress(row)]))
}

const byAudience = (milestoneId: string): Part => part`
  SELECT c.slice_id AS audience, ${COUNTS}, ${DAYS} FROM standing_count c
  WHERE c.milestone_id = ${milestoneId}::uuid AND c.module_id = ${ZERO_ID}::uuid AND c.slice = 'audience'`

/** No rollup crosses cohorts with audiences: a cohort is small enough to be counted. */
const byAudienceIn = (milestoneId: string, cohort: string): Part => part`
  SELECT a AS audience, count(*) AS assigned, count(*) FILTER (WHERE started) AS started,
    count(*) FILTER (WHERE practised) AS practised, count(*) FILTER (WHERE done = asked) AS complete,
    count(*) FILTER (WHERE done > 0) AS begun, count(*) FILTER (WHERE to_refresh > 0) AS refreshing,
    count(*) FILTER (WHERE overdue) AS overdue, count(*) FILTER (WHERE attended) AS attended,
    count(*) FILTER (WHERE stuck) AS stuck, count(*) FILTER (WHERE asking) AS asking,
    count(*) FILTER (WHERE overdue OR NOT started OR stuck OR asking OR to_refresh > 0) AS needing,
    coalesce(jsonb_agg(jsonb_build_object('day', done_on, 'people', 1) ORDER BY done_on)
      FILTER (WHERE done_on IS NOT NULL), '[]') AS days
  FROM milestone_standing s CROSS JOIN LATERAL unnest(audiences) a
  WHERE ${standingsIn(milestoneId, { by: 'cohort', id: cohort })}
  GROUP BY a`

/** How many of a slice stand how in one module. */
export type ModuleCounts = { id: string; slug: string; title: string; counts: Counts }

/** The modules that a milestone asks of a slice, in teaching order. */
export async function progressByModule(milestoneId: string, slice: Slice): Promise<ModuleCounts[]> {
  const rows = await sql<Counts & Omit<ModuleCounts, 'counts'>>`
    WITH c AS (${slice.by === 'cohort' ? modulesIn(milestoneId, slice.id) : modulesOf(milestoneId, slice)})
    SELECT m.id, m.slug, r.title, ${COUNTS} FROM c
    JOIN module m ON m.id = c.module_id JOIN release r ON r.id = m.current_release_id
    ORDER BY m.position, m.slug`
  return rows.map(({ id, slug, title, ...counts }) => ({ id, slug, title, counts }))
}

const modulesOf = (milestoneId: string, slice: Slice): Part => part`
  SELECT * FROM standing_count
  WHERE milestone_id = ${milestoneId}::uuid AND slice = ${slice.by} AND slice_id = ${sliceId(slice)}::uuid
    AND module_id <> ${ZERO_ID}::uuid`

/** Counted, as `byAudienceIn`; the letters are those of `freshStandings`. */
const modulesIn = (milestoneId: string, cohort: string): Part => part`
  SELECT module_id, count(*) AS assigned, count(*) FILTER (WHERE letter NOT IN ('a', 'A')) AS started,
    count(*) FILTER (WHERE letter IN ('p', 'P', 'c', 'r', 'R')) AS practised,
    count(*) FILTER (WHERE letter IN ('c', 'r', 'R')) AS complete,
    count(*) FILTER (WHERE letter IN ('c', 'r', 'R')) AS begun,
    count(*) FILTER (WHERE letter IN ('r', 'R')) AS refreshing,
    count(*) FILTER (WHERE letter IN ('A', 'S', 'P', 'R')) AS overdue,
    0 AS attended, 0 AS stuck, 0 AS asking, count(*) FILTER (WHERE letter <> 'c') AS needing
  FROM milestone_standing s
  CROSS JOIN LATERAL unnest(s.modules, string_to_array(s.states, NULL)) AS w(module_id, letter)
  WHERE ${standingsIn(milestoneId, { by: 'cohort', id: cohort })}
  GROUP BY module_id`

const progress = ({ days, ...counts }: Row): GroupProgress => ({ counts, days })
