-- What was reached is kept of one person in eight: of all it would be half of the database.
INSERT INTO block_seen (person_id, release_id, block_id, first_at, last_at)
  SELECT p.id, m.release, b.block_id, w.began - interval '5 minutes' + b.position * interval '20 seconds', w.began + b.position * interval '5 minutes'
  FROM bench.way w JOIN bench.person p ON p.n = w.n JOIN bench.module m ON m.k = w.k JOIN release_block b ON b.release_id = m.release
  WHERE w.n % 8 = 0;

-- One person in fifty did not understand something; most of it is answered.
CREATE TABLE bench.report AS
  SELECT DISTINCT ON (w.n) w.w, bench.id(w.began, w.w, 91) AS id, g.migration, p.id AS person, p.later[1] AS audience, m.id AS module, m.release, m.milestone,
         (ARRAY['the-header', 'enter', 'correct', 'check'])[1 + w.n % 4] AS block, w.began + interval '3 minutes' AS at
  FROM bench.way w CROSS JOIN bench.given g JOIN bench.person p ON p.n = w.n JOIN bench.module m ON m.k = w.k
  WHERE w.n % 50 = 7 AND bench.u(w.w, 92) < 0.3 ORDER BY w.n, bench.u(w.w, 93);
INSERT INTO confusion_cluster (id, migration_id, module_id, block_id, severity, state, opened_at)
  SELECT id, migration, module, block, (ARRAY['minor', 'minor', 'major', 'blocking']::severity[])[1 + w % 4],
         CASE WHEN w % 5 = 0 THEN 'open' ELSE 'answered' END::confusion_state, at FROM bench.report;
INSERT INTO confusion_report (id, migration_id, cluster_id, person_id, module_id, release_id, block_id, kind, words, blocking, milestone_id, audience_id, at, changed_at)
  SELECT id, migration, id, person, module, release, block, (ARRAY['unclear', 'missing', 'wrong', 'slow', 'other']::confusion_kind[])[1 + w % 5],
         (ARRAY['The amount differs from the paper.', 'Where do I put the cost centre?', 'I cannot find the button.', 'It shows something else.'])[1 + w % 4],
         w % 4 = 3, milestone, audience, at, at FROM bench.report;
INSERT INTO answer (id, cluster_id, at, author_id, words)
  SELECT bench.id(at, w, 94), id, at + interval '1 day', (SELECT person_id FROM role_grant WHERE role = 'lead' LIMIT 1), 'Compare it with the paper, and go on.'
  FROM bench.report WHERE w % 5 <> 0;
