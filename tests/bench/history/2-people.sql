-- Everybody: since when they are here, in which audiences, how quick and how eager. One in twenty moved to other
-- audiences in between; one in ten came later; one in fifty has left.
CREATE TABLE bench.person AS
  SELECT n, bench.id(g.began - interval '1 day' + n * interval '1 millisecond', n, 1) AS id,
         CASE WHEN bench.u(n, 2) < 0.1 THEN g.began::date + (bench.u(n, 3) * 130)::int ELSE g.began::date END AS since,
         c.audiences, CASE WHEN moves THEN l.audiences ELSE c.audiences END AS later,
         CASE WHEN moves THEN g.began::date + 135 + (bench.u(n, 5) * 30)::int END AS moved,
         CASE WHEN bench.u(n, 6) < 0.02 THEN g.today - (bench.u(n, 7) * 60)::int END AS left_on,
         exp(0.25 * bench.z(n, 8)) AS slow, bench.z(n, 9) AS late,
         bench.id(g.began, n / 20, 21) AS cohort
  FROM bench.given g CROSS JOIN generate_series(0, g.people - 1) AS n
  CROSS JOIN LATERAL (SELECT (50 * bench.u(n, 1) ^ 2)::int % 50 AS c, bench.u(n, 4) < 0.05 AND bench.u(n, 2) >= 0.1 AS moves) drawn
  JOIN bench.combination c ON c.c = drawn.c JOIN bench.combination l ON l.c = (drawn.c + 17) % 50;

ANALYZE bench.person;

INSERT INTO person (id, name, email, external_id, created_at, left_on, current_migration_id)
  SELECT p.id, first[1 + (n * 7) % 40] || ' ' || last[1 + (n / 3) % 60], 'person-' || n || '@bench.example', 'bench-' || n, g.began, p.left_on, g.migration
  FROM bench.person p CROSS JOIN bench.given g CROSS JOIN (SELECT
    string_to_array('Ada Ben Cara Dilip Ewa Femi Gita Hugo Ines Jan Kira Leon Mara Nuri Olga Paul Quinn Rosa Samir Tess Uma Vito Wanda Xenia Yusuf Zoe Amir Bea Cem Dora Emil Fay Gus Hana Ivo Jade Kofi Lena Milo Nina', ' ') AS first,
    string_to_array('Abbot Baker Cole Drake Evans Frost Grant Hayes Irwin Jones Keane Lloyd Moore Nolan Owens Price Quill Reyes Stone Tyler Usher Vance Walsh Yates Zimmer Ahmed Brandt Costa Dubois Engel Fischer Gomez Horvat Ito Jansen Kowal Lund Meyer Novak Okafor Patel Quist Rossi Silva Tanaka Ueda Varga Weiss Yilmaz Zuniga Archer Blake Carr Dunn Ellis Ford Gale Hunt Ivers Joyce', ' ') AS last) names;

-- Who asks for the pages: leads the migration, and runs the deployment.
INSERT INTO person (id, name, email, created_at, current_migration_id)
  SELECT bench.id(g.began, -1, 1), 'Nora Lead', 'lead@bench.example', g.began, g.migration FROM bench.given g;
INSERT INTO role_grant (id, person_id, role, migration_id, granted_at)
  SELECT bench.id(g.began, nth, 25), bench.id(g.began, -1, 1), role::role, CASE WHEN role <> 'admin' THEN g.migration END, g.began
  FROM bench.given g CROSS JOIN unnest(ARRAY['admin', 'lead', 'trainer']) WITH ORDINALITY x(role, nth);

-- Whoever moved keeps what both combinations have in common.
INSERT INTO membership (id, person_id, audience_id, "from", "to")
  SELECT bench.id(g.began, p.n * 16 + u.a, 11), p.id, u.id, p.since, CASE WHEN NOT u.id = ANY (p.later) THEN p.moved END
  FROM bench.person p CROSS JOIN bench.given g JOIN bench.audience u ON u.id = ANY (p.audiences);
INSERT INTO membership (id, person_id, audience_id, "from")
  SELECT bench.id(g.began, p.n * 16 + u.a, 12), p.id, u.id, p.moved
  FROM bench.person p CROSS JOIN bench.given g JOIN bench.audience u ON u.id = ANY (p.later) AND NOT u.id = ANY (p.audiences)
  WHERE p.moved IS NOT NULL;

-- Cohorts of twenty, each led by its first.
CREATE TABLE bench.cohort AS
  SELECT c, bench.id(g.began, c, 21) AS id FROM bench.given g CROSS JOIN generate_series(0, (g.people - 1) / 20) AS c;
INSERT INTO cohort (id, migration_id, name, site, time_zone, created_at)
  SELECT c.id, g.migration, 'Cohort ' || lpad((c + 1)::text, 5, '0'),
         (string_to_array('Leeds Hull York Bath Derby Ely Luton Poole Truro Wells Perth Derry', ' '))[1 + c % 12], 'Europe/London', g.began
  FROM bench.cohort c CROSS JOIN bench.given g;
INSERT INTO cohort_member (id, cohort_id, person_id, "from")
  SELECT bench.id(g.began, n, 22), cohort, id, since FROM bench.person CROSS JOIN bench.given g;
INSERT INTO cohort_champion (id, cohort_id, person_id, "from")
  SELECT bench.id(g.began, n, 23), cohort, id, since FROM bench.person CROSS JOIN bench.given g WHERE n % 20 = 0;
INSERT INTO role_grant (id, person_id, role, migration_id, granted_at)
  SELECT bench.id(g.began, n, 24), id, 'champion', g.migration, g.began FROM bench.person CROSS JOIN bench.given g WHERE n % 20 = 0;

-- Each cohort meets before each milestone, some two weeks ahead.
CREATE TABLE bench.session AS
  SELECT c.c, m.milestone, m.nth, bench.id(g.began, c.c * 8 + m.nth, 31) AS id, c.id AS cohort,
         bench.at_work(m.date - 14 + (bench.u(c.c * 8 + m.nth, 32) * 6)::int, c.c * 8 + m.nth, 33) AS starts_at
  FROM bench.cohort c CROSS JOIN bench.given g
  CROSS JOIN (SELECT DISTINCT k / 10 AS nth, milestone, date FROM bench.module) m;
INSERT INTO cohort_session (id, cohort_id, milestone_id, champion_id, title, starts_at, minutes, time_zone, place, opened_at, closed_at)
  SELECT s.id, s.cohort, s.milestone, p.id, 'Practise together', s.starts_at, 60, 'Europe/London', 'Room ' || 1 + s.c % 40,
         CASE WHEN s.starts_at < g.now - interval '1 hour' THEN s.starts_at END,
         CASE WHEN s.starts_at < g.now - interval '1 hour' THEN s.starts_at + interval '1 hour' END
  FROM bench.session s CROSS JOIN bench.given g JOIN bench.person p ON p.n = s.c * 20;
INSERT INTO attendance (session_id, person_id, at, source)
  SELECT s.id, p.id, s.starts_at, 'check-in'
  FROM bench.session s CROSS JOIN bench.given g JOIN bench.person p ON p.cohort = s.cohort
  WHERE s.starts_at < g.now - interval '1 hour' AND p.since <= s.starts_at::date AND bench.u(p.n * 8 + s.nth, 34) < 0.7;
