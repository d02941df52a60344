import { type Part, part } from '#app/platform/database/sql.server.ts'
import { ZERO_ID } from '../slices.ts'

/** The slices of a row `m` that has audiences and cohorts. */
const slices = part`
  CROSS JOIN LATERAL (
    SELECT 'everyone' AS slice, ${ZERO_ID}::uuid AS slice_id
    UNION ALL SELECT 'audience', unnest(m.audiences)
    UNION ALL SELECT 'cohort', unnest(m.cohorts)
  ) g`

/** No cohort: thousands of them by each module would be most of the work, and a cohort is small enough to be counted. */
const NO_COHORT = part`'{}'::uuid[] AS cohorts`

/** How many more (or fewer) people stand so. */
const people = (standSo: Part): Part => part`coalesce(sum(by) FILTER (WHERE ${standSo}), 0) AS`

/** Of all that a milestone asks, for people who share their slices. */
const whole = part`
  SELECT milestone_id, ${ZERO_ID}::uuid AS module_id, audiences, cohorts, sum(by) AS assigned,
    ${people(part`started`)} started, ${people(part`practised`)} practised, ${people(part`done = asked`)} complete,
    ${people(part`done > 0`)} begun, ${people(part`to_refresh > 0`)} refreshing, ${people(part`overdue`)} overdue,
    ${people(part`attended`)} attended, ${people(part`stuck`)} stuck, ${people(part`asking`)} asking,
    ${people(part`overdue OR NOT started OR stuck OR asking OR to_refresh > 0`)} needing
  FROM moved GROUP BY milestone_id, audiences, cohorts`

/** The same of each module. Who attended, is stuck or asks for help is told of the milestone alone. */
const ofModules = part`
  SELECT milestone_id, w.module_id, audiences, ${NO_COHORT}, sum(by) AS assigned,
    ${people(part`letter NOT IN ('a', 'A')`)} started, ${people(part`letter IN ('p', 'P', 'c', 'r', 'R')`)} practised,
    ${people(part`letter IN ('c', 'r', 'R')`)} complete, ${people(part`letter IN ('c', 'r', 'R')`)} begun,
    ${people(part`letter IN ('r', 'R')`)} refreshing, ${people(part`letter IN ('A', 'S', 'P', 'R')`)} overdue,
    0 AS attended, 0 AS stuck, 0 AS asking, ${people(part`letter <> 'c'`)} needing
  FROM moved CROSS JOIN LATERAL unnest(modules, string_to_array(states, NULL)) AS w(module_id, letter)
  GROUP BY milestone_id, w.module_id, audiences`

/** People are summed by what they share before each sum is told to all of its slices. */
const counted = part`
  SELECT * FROM (
    SELECT milestone_id, module_id, slice, slice_id, sum(assigned)::int AS assigned, sum(started)::int AS started,
      sum(practised)::int AS practised, sum(complete)::int AS complete, sum(begun)::int AS begun,
      sum(refreshing)::int AS refreshing, sum(overdue)::int AS overdue, sum(attended)::int AS attended,
      sum(stuck)::int AS stuck, sum(asking)::int AS asking, sum(needing)::int AS needing
    FROM (${whole} UNION ALL ${ofModules}) m ${slices}
    GROUP BY milestone_id, module_id, slice, slice_id
  ) t
  WHERE (assigned, started, practised, complete, begun, refreshing, overdue, attended, stuck, asking, needing)
    IS DISTINCT FROM (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)`

const daysKept = part`
  INSERT INTO completion_day AS d
  SELECT milestone_id, slice, slice_id, done_on, sum(by)::int FROM moved m ${slices} WHERE done_on IS NOT NULL
  GROUP BY milestone_id, slice, slice_id, done_on HAVING sum(by) <> 0
  ON CONFLICT (milestone_id, slice, slice_id, day) DO UPDATE SET people = d.people + excluded.people`

/**
 * Common table expressions after `fresh` that keep what changed: rows of `milestone_standing`, and by how many people the
 * counts of every slice and module and of every day differ. A row that stays as it was costs a comparison.
 */
export const keptDifferences = (people: readonly string[], migrationId: string): Part => part`
  old AS MATERIALIZED (
    SELECT * FROM milestone_standing WHERE person_id = ANY (${people as string[]}::uuid[])
      AND milestone_id IN (SELECT id FROM milestone WHERE migration_id = ${migrationId}::uuid)
  ), lost AS MATERIALIZED (SELECT * FROM old EXCEPT ALL SELECT * FROM fresh
  ), won AS MATERIALIZED (SELECT * FROM fresh EXCEPT ALL SELECT * FROM old
  ), gone AS (
    DELETE FROM milestone_standing s USING lost l
    WHERE s.milestone_id = l.milestone_id AND s.person_id = l.person_id
      AND NOT EXISTS (SELECT FROM won w WHERE w.milestone_id = l.milestone_id AND w.person_id = l.person_id)
  ), kept AS (
    INSERT INTO milestone_standing SELECT * FROM won
    ON CONFLICT (milestone_id, person_id) DO UPDATE SET
      sort_name = excluded.sort_name, asked = excluded.asked, done = excluded.done, to_refresh = excluded.to_refresh,
      done_on = excluded.done_on, last_on = excluded.last_on, started = excluded.started,
      practised = excluded.practised, overdue = excluded.overdue, attended = excluded.attended, stuck = excluded.stuck,
      asking = excluded.asking, audiences = excluded.audiences, cohorts = excluded.cohorts, modules = excluded.modules,
      states = excluded.states, completed_on = excluded.completed_on
  ), moved AS MATERIALIZED (
    SELECT -1 AS by, lost.* FROM lost UNION ALL SELECT 1, won.* FROM won
  ), counted AS (${counted}), days AS (${daysKept})
  INSERT INTO standing_count AS c SELECT * FROM counted
  ON CONFLICT (milestone_id, module_id, slice, slice_id) DO UPDATE SET
    assigned = c.assigned + excluded.assigned, started = c.started + excluded.started,
    practised = c.practised + excluded.practised, complete = c.complete + excluded.complete,
    begun = c.begun + excluded.begun, refreshing = c.refreshing + excluded.refreshing,
    overdue = c.overdue + excluded.overdue, attended = c.attended + excluded.attended,
    stuck = c.stuck + excluded.stuck, asking = c.asking + excluded.asking, needing = c.needing + excluded.needing`
