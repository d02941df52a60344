-- What is to be done again, with since when it is asked: for each module that is offered, and each older release of it
-- that somebody may have completed; and about how long it takes, as its share of the blocks. What was asked last counts: nobody has less than the days that everybody has for it.
-- Inlined by the planner: filter it by module.
CREATE FUNCTION refreshers() RETURNS TABLE (
  module_id uuid, completed_release_id uuid, since timestamptz, minutes int
)
LANGUAGE sql STABLE AS $$
  SELECT m.id, old.id, q.since, greatest(1, round(r.minutes * q.share))::int
  FROM module m
  JOIN release r ON r.id = m.current_release_id
  JOIN release old ON old.module_id = m.id AND old.published_at < r.published_at
  CROSS JOIN LATERAL (
    SELECT greatest(max(b.asked_at),
      CASE WHEN NOT old.id = ANY (r.asked_anew) THEN (SELECT published_at FROM release WHERE id = r.asked_anew[1]) END) AS since,
      count(*)::numeric / (SELECT count(*) FROM release_block WHERE release_id = r.id) AS share
    FROM blocks_to_refresh(old.id, r.id) AS again
    JOIN release_block b ON b.release_id = r.id AND b.block_id = again
    HAVING count(*) > 0
  ) q
$$;

-- A refresher is due with its module, but never earlier than ten days after it was asked for; NULL where none is.
CREATE FUNCTION refresher_due_on(due_on date, since timestamptz, time_zone text) RETURNS date LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN since IS NOT NULL THEN greatest(due_on, (since AT TIME ZONE time_zone)::date + 10) END
$$;
