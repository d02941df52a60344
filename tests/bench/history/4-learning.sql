INSERT INTO attempt (id, person_id, release_id, block_id, module_id, setting, clock, mode, started_at, finished_at, arrived_at,
    last_event_at, outcome, active_ms, wall_ms, errors, critical_errors, hints, suspect, suspect_reason, audience_ids, cohort_id, ordinal, changed_at)
  SELECT bench.id(y.at, y.y, 71), p.id, m.release, CASE y.t WHEN 0 THEN 'enter' ELSE 'correct' END, m.id, 'lab', 'active',
         CASE WHEN y.guided THEN 'guided' ELSE 'assessed' END::mode, y.at, CASE WHEN y.outcome IS NOT NULL THEN ended END,
         CASE WHEN y.outcome IS NOT NULL THEN ended END, ended, y.outcome,
         CASE WHEN y.suspect THEN wall + 90000 ELSE y.ms END, wall, errors, CASE WHEN y.outcome = 'failure' AND y.grave THEN 1 ELSE 0 END,
         (y.y % 5 = 0)::int, y.suspect, CASE WHEN y.suspect THEN 'active-over-wall' END,
         CASE WHEN y.at::date < p.moved THEN p.audiences ELSE p.later END, p.cohort, y.nth, ended
  FROM bench.try y JOIN bench.person p ON p.n = y.n JOIN bench.module m ON m.k = y.k
  CROSS JOIN LATERAL (SELECT (y.ms * (1 + 0.3 * bench.u(y.y, 72)))::int AS wall, y.slips + (y.outcome = 'failure' IS TRUE)::int AS errors) x
  CROSS JOIN LATERAL (SELECT y.at + x.wall * interval '1 millisecond' AS ended) e;

INSERT INTO attempt_error (id, attempt_id, type, critical, place, at)
  SELECT bench.id(y.at, y.y * 8 + slip, 73), bench.id(y.at, y.y, 71),
         CASE WHEN critical THEN CASE y.t WHEN 0 THEN 'paid-early' ELSE 'deleted' END
              WHEN y.t = 0 THEN (ARRAY['gross-as-net', 'gross-as-net', 'old-code', 'wrong-account', 'wrong-path'])[1 + (5 * bench.u(y.y * 8 + slip, 74))::int % 5]
              ELSE (ARRAY['wrong-centre', 'wrong-centre', 'entered-twice'])[1 + (3 * bench.u(y.y * 8 + slip, 74))::int % 3] END,
         critical, CASE y.t WHEN 0 THEN 'header/net' ELSE 'lines/centre' END, y.at + slip * interval '9 seconds'
  FROM bench.try y CROSS JOIN LATERAL generate_series(1, y.slips + (y.outcome = 'failure' IS TRUE)::int) AS slip
  CROSS JOIN LATERAL (SELECT slip = 1 AND y.grave AND y.outcome = 'failure' IS TRUE AS critical) c;

-- Whoever reached less than 60 % of the check answers it once more, and then right.
INSERT INTO check_submission (id, person_id, release_id, block_id, module_id, at, arrived_at, nth, answers, "right", total)
  SELECT bench.id(at, w.w * 2 + nth, 75), p.id, m.release, 'check', m.id, at, at, nth,
         jsonb_object_agg(q.value ->> 'id', jsonb_build_array(CASE WHEN nth = 1 OR bench.u(w.w, 50 + q.ordinality::int) < (ARRAY[0.8, 0.7, 0.75])[q.ordinality]
           THEN q.value -> 'right' -> 0 ELSE q.value -> 'wrong' -> ((2 * bench.u(w.w, 80 + q.ordinality::int))::int % 2) END)),
         CASE nth WHEN 0 THEN w."right" ELSE 3 END, 3
  FROM bench.way w JOIN bench.person p ON p.n = w.n JOIN bench.module m ON m.k = w.k
  CROSS JOIN LATERAL generate_series(0, (w."right" < 2)::int) AS nth
  CROSS JOIN LATERAL (SELECT w.checked + nth * interval '6 minutes' AS at) d
  CROSS JOIN LATERAL jsonb_array_elements(m.questions) WITH ORDINALITY q
  WHERE NOT w.quits GROUP BY w.w, nth, at, p.id, m.release, m.id, w."right";

-- The first success of each task, as evidence.
CREATE TABLE bench.done AS
  SELECT w.w, w.n, w.k, CASE WHEN w."right" < 2 THEN w.checked + interval '6 minutes' ELSE w.checked END AS at,
         w.began + (w.enters - 1) * interval '8 minutes' AS entered, w.w * 16 + w.enters AS enter,
         w.began + interval '50 minutes' + (w.corrects - 1) * interval '8 minutes' AS corrected, w.w * 16 + 8 + w.corrects AS correct,
         w.w * 2 + (w."right" < 2)::int AS answer
  FROM bench.way w WHERE NOT w.quits ORDER BY at;
INSERT INTO completion (id, person_id, module_id, release_id, completed_at, source, evidence, stored_at)
  SELECT bench.id(d.at, d.w, 76), p.id, m.id, m.release, d.at, 'rule', jsonb_build_array(
           jsonb_build_object('need', 'task', 'block', 'enter', 'by', bench.id(d.entered, d.enter, 71)),
           jsonb_build_object('need', 'task', 'block', 'correct', 'by', bench.id(d.corrected, d.correct, 71)),
           jsonb_build_object('need', 'check', 'block', 'check', 'by', bench.id(d.at, d.answer, 75))), d.at
  FROM bench.done d JOIN bench.person p ON p.n = d.n JOIN bench.module m ON m.k = d.k;
INSERT INTO module_progress (person_id, module_id, release_id, started_at, last_at, last_block_id, met, required, first_completed_at, completed_release_id)
  SELECT p.id, m.id, m.release, w.began, coalesce(d.at, w.began + interval '100 minutes'), CASE WHEN w.quits THEN 'correct' ELSE 'check' END,
         CASE WHEN w.quits THEN 1 ELSE 3 END, 3, d.at, CASE WHEN NOT w.quits THEN m.release END
  FROM bench.way w JOIN bench.person p ON p.n = w.n JOIN bench.module m ON m.k = w.k LEFT JOIN bench.done d ON d.w = w.w;
