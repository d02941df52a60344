-- Who began which module when, on the way to its milestone: most between three weeks before its date and one week. One in
-- ten never begins, one in twelve gives up half-way.
CREATE TABLE bench.way AS
  SELECT x.n::bigint * 64 + x.k AS w, x.n, x.k, at AS began, at + interval '100 minutes' + interval '80 minutes' * bench.u(x.n * 64 + x.k, 41) AS checked,
         bench.u(x.n * 64 + x.k, 42) < 0.08 AS quits,
         least(6, 1 + floor(ln(greatest(bench.u(x.n * 64 + x.k, 43), 1e-9)) / ln(0.36)))::int AS enters,
         least(6, 1 + floor(ln(greatest(bench.u(x.n * 64 + x.k, 44), 1e-9)) / ln(0.36)))::int AS corrects,
         -- right of three questions at the first submission
         (bench.u(x.n * 64 + x.k, 51) < 0.8)::int + (bench.u(x.n * 64 + x.k, 52) < 0.7)::int + (bench.u(x.n * 64 + x.k, 53) < 0.75)::int AS "right"
  FROM (
    SELECT a.n, a.k, p.left_on,
           greatest(g.began::date, p.since + 2, m.date - 15 + (4 * p.late + 6 * bench.z(a.n * 64 + a.k, 45))::int) AS day
    FROM (
      SELECT DISTINCT p.n, m.k FROM bench.person p
      JOIN assignment a ON a.audience_id = ANY (p.later) AND a.ended_at IS NULL JOIN bench.module m ON m.id = a.module_id
    ) a JOIN bench.person p ON p.n = a.n JOIN bench.module m ON m.k = a.k CROSS JOIN bench.given g
    WHERE bench.u(a.n * 64 + a.k, 47) >= 0.1 OFFSET 0
  ) x
  CROSS JOIN bench.given g CROSS JOIN LATERAL (SELECT bench.at_work(x.day, x.n * 64 + x.k, 46) AS at OFFSET 0) d
  WHERE d.at < g.now - interval '6 hours' AND (x.left_on IS NULL OR d.at::date < x.left_on)
  ORDER BY at;
ANALYZE bench.way;

-- Every try at the two tasks. The last one succeeds, unless the person gives up half-way; times are log-normal, and fall
-- with each try.
CREATE TABLE bench.try AS
  SELECT w.w * 16 + t * 8 + nth AS y, w.w, w.n, w.k, t, nth, t = 1 AND w.quits AS quits,
         w.began + t * interval '50 minutes' + (nth - 1) * interval '8 minutes' AS at,
         CASE WHEN nth < tries THEN
                CASE WHEN end_drawn < 0.62 THEN 'failure' WHEN end_drawn < 0.82 THEN 'gave up' WHEN end_drawn < 0.9 THEN NULL ELSE 'success' END
              WHEN t = 1 AND w.quits THEN CASE WHEN end_drawn < 0.4 THEN 'failure' WHEN end_drawn < 0.8 THEN 'gave up' END
              ELSE 'success' END::outcome AS outcome,
         nth < tries AND end_drawn >= 0.9 AS guided,
         least(400000, 1000 + (CASE t WHEN 0 THEN m.enter_ms ELSE m.correct_ms END) * p.slow * 0.84 ^ (nth - 1) * exp(0.42 * bench.z(w.w * 16 + t * 8 + nth, 62)))::int AS ms,
         floor(-ln(greatest(bench.u(w.w * 16 + t * 8 + nth, 64), 1e-9)) * 0.75 * 0.7 ^ (nth - 1))::int AS slips,
         bench.u(w.w * 16 + t * 8 + nth, 65) < 0.15 AS grave,
         bench.u(w.w * 16 + t * 8 + nth, 66) < 0.005 AS suspect
  FROM bench.way w JOIN bench.module m ON m.k = w.k JOIN bench.person p ON p.n = w.n
  CROSS JOIN LATERAL (VALUES (0, w.enters), (1, w.corrects)) AS task(t, tries)
  CROSS JOIN LATERAL generate_series(1, tries) AS nth
  CROSS JOIN LATERAL (SELECT bench.u(w.w * 16 + t * 8 + nth, 61) AS end_drawn) e
  ORDER BY 8;
ANALYZE bench.try;
