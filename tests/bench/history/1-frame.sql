-- What the history is drawn from: numbers that depend on nothing but what they are for, so that the same is made each time.
-- All are single expressions, which PostgreSQL writes out where they are used: called, they would take most of the time.
CREATE SCHEMA bench;

-- From 0 to 1, even.
CREATE FUNCTION bench.u(of bigint, salt int) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT (hashint8extended($1, $2::bigint) & 4294967295)::float8 / 4294967296.0 $$;
-- As a bell around 0.
CREATE FUNCTION bench.z(of bigint, salt int) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT sqrt(-2 * ln(greatest(bench.u($1, $2), 1e-9))) * cos(6.283185307 * bench.u($1, $2 + 500)) $$;
-- A UUIDv7 of an instant.
CREATE FUNCTION bench.id(at timestamptz, of bigint, salt int) RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM $1) * 1000)::bigint), 12, '0') || overlay(overlay(
    lpad(to_hex(hashint8extended($2, $3::bigint)), 16, '0') placing '7' from 1 for 0) placing 'a' from 5 for 0) || '00')::uuid $$;
-- An instant of a working day: Saturdays and Sundays are the Monday after; most in the morning.
CREATE FUNCTION bench.at_work(day date, of bigint, salt int) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (($1 + CASE extract(isodow FROM $1) WHEN 6 THEN 2 WHEN 7 THEN 1 ELSE 0 END)::timestamp
    + interval '8 hours' + interval '8 hours' * (0.7 * bench.u($2, $3) + 0.3 * bench.u($2, $3 + 1) ^ 2)) AT TIME ZONE 'UTC' $$;

CREATE TABLE bench.given AS
  SELECT $people::int AS people, $now::timestamptz AS now, ($now::timestamptz)::date AS today, $began::timestamptz AS began, m.id AS migration
  FROM migration m;

CREATE TABLE bench.audience AS
  SELECT row_number() OVER (ORDER BY position)::int - 1 AS a, id, slug FROM audience;

-- Fifty combinations of one to four audiences: the first are held by many people, the last by few.
CREATE TABLE bench.combination AS
  SELECT c, ARRAY(
    SELECT DISTINCT u.id FROM generate_series(0, CASE WHEN c < 15 THEN 0 WHEN c < 30 THEN 1 WHEN c < 42 THEN 2 ELSE 3 END) AS nth
    JOIN bench.audience u ON u.a = (c + nth * (3 + c / 15)) % 15) AS audiences
  FROM generate_series(0, 49) AS c;

CREATE TABLE bench.module AS
  SELECT (substring(m.slug FROM '^step-(\d)')::int - 1) * 10 + substring(m.slug FROM '(\d+)$')::int - 1 AS k,
         m.id, r.id AS release, s.id AS milestone, s.date,
         -- what a task takes, of somebody in the middle, in milliseconds
         (45000 + 150000 * bench.u(hashtext(m.slug), 1))::int AS enter_ms, (40000 + 110000 * bench.u(hashtext(m.slug), 2))::int AS correct_ms,
         (SELECT jsonb_agg(jsonb_build_object('id', q.key,
                   'right', (SELECT jsonb_agg(c.key) FROM jsonb_each(q.value) c WHERE (c.value ->> 'right')::boolean),
                   'wrong', (SELECT jsonb_agg(c.key) FROM jsonb_each(q.value) c WHERE NOT (c.value ->> 'right')::boolean)) ORDER BY q.key)
          FROM jsonb_each(r.keys -> 'check') q) AS questions
  FROM module m JOIN release r ON r.id = m.current_release_id
  CROSS JOIN LATERAL (SELECT DISTINCT s.id, s.date FROM assignment a JOIN milestone s ON s.id = a.milestone_id WHERE a.module_id = m.id) s;
