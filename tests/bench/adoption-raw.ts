import type pg from 'pg'

/**
 * The questions of the adoption page, asked of the rows that came with every try: who is complete, by audience; how long
 * each task takes, of whom; and which errors there are. One statement each, as somebody would write it who has no rollups.
 * `$1` is a milestone's id, `$2` the instant from which on.
 */
const QUESTIONS = [
  `WITH asked AS (
     SELECT DISTINCT a.person_id, a.audience_id, a.module_id FROM assigned_on(current_date) a
     WHERE a.milestone_id = $1 AND NOT a.optional AND $2::timestamptz IS NOT NULL
   ), done AS (
     SELECT person_id, audience_id, bool_and(EXISTS (SELECT FROM completion c
       WHERE c.person_id = asked.person_id AND c.module_id = asked.module_id)) AS complete FROM asked GROUP BY 1, 2
   ) SELECT audience_id, count(*), count(*) FILTER (WHERE complete) FROM done GROUP BY GROUPING SETS ((), (audience_id))`,
  `SELECT a.module_id, a.block_id, audience, count(*), count(DISTINCT a.person_id),
     percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY a.active_ms)
   FROM attempt a CROSS JOIN LATERAL unnest(a.audience_ids || '00000000-0000-0000-0000-000000000000'::uuid) AS audience
   WHERE a.module_id IN (SELECT module_id FROM assignment WHERE milestone_id = $1) AND a.started_at >= $2
     AND a.outcome = 'success' AND a.mode = 'assessed' AND NOT a.suspect
   GROUP BY 1, 2, 3`,
  `SELECT a.module_id, a.block_id, e.type, count(*), count(DISTINCT a.person_id)
   FROM attempt a JOIN attempt_error e ON e.attempt_id = a.id
   WHERE a.module_id IN (SELECT module_id FROM assignment WHERE milestone_id = $1) AND a.started_at >= $2 AND a.mode = 'assessed'
   GROUP BY 1, 2, 3`,
]

/** Milliseconds that all of them take together, so often. */
export async function askRaw(client: pg.Client, milestone: string, times: number): Promise<number[]> {
  const measured: number[] = []
  for (let time = 0; time < times; time++) {
    const began = performance.now()
    for (const question of QUESTIONS) await client.query(question, [milestone, new Date(0)])
    measured.push(performance.now() - began)
  }
  return measured
}
