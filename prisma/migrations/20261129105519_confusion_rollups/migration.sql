-- Nothing was ever written into it: what it counts by group is not known, and its rows are made anew below.
-- AlterTable
ALTER TABLE "block_rollup" DROP CONSTRAINT "block_rollup_pkey",
DROP COLUMN "audience_id",
DROP COLUMN "cohort_id",
ADD COLUMN     "last_seen" INTEGER NOT NULL DEFAULT 0,
ADD CONSTRAINT "block_rollup_pkey" PRIMARY KEY ("release_id", "block_id", "day");

-- CreateTable
CREATE TABLE "block_change" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "release_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "reached" INTEGER NOT NULL DEFAULT 0,
    "last_seen" INTEGER NOT NULL DEFAULT 0,
    "reports" INTEGER NOT NULL DEFAULT 0,
    "me_toos" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "block_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "milestone_visitor" (
    "milestone_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "day" DATE NOT NULL,

    CONSTRAINT "milestone_visitor_pkey" PRIMARY KEY ("milestone_id","person_id")
);

-- CreateTable
CREATE TABLE "milestone_visit" (
    "milestone_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "people" INTEGER NOT NULL,

    CONSTRAINT "milestone_visit_pkey" PRIMARY KEY ("milestone_id","day")
);

-- CreateTable
CREATE TABLE "visitor_change" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID,
    "module_id" UUID,
    "milestone_id" UUID,

    CONSTRAINT "visitor_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "milestone_visitor_person_id_idx" ON "milestone_visitor"("person_id");

-- AddForeignKey
ALTER TABLE "milestone_visitor" ADD CONSTRAINT "milestone_visitor_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "milestone_visitor" ADD CONSTRAINT "milestone_visitor_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "milestone_visit" ADD CONSTRAINT "milestone_visit_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE INDEX block_rollup_nothing ON block_rollup (release_id)
  WHERE reached = 0 AND last_seen = 0 AND reports = 0 AND me_toos = 0;

-- What happened at blocks, a row a happening, on the local days of its migration: `block_rollup` is the sums of it.
CREATE VIEW block_happening AS
  SELECT s.release_id, s.block_id, d.day, d.reached, d.last_seen, 0 AS reports, 0 AS me_toos
  FROM block_seen s JOIN release r ON r.id = s.release_id JOIN module m ON m.id = r.module_id
  JOIN migration g ON g.id = m.migration_id
  CROSS JOIN LATERAL (VALUES ((s.first_at AT TIME ZONE g.time_zone)::date, 1, 0), ((s.last_at AT TIME ZONE g.time_zone)::date, 0, 1))
    AS d (day, reached, last_seen)
  UNION ALL
  SELECT r.release_id, r.block_id, (r.at AT TIME ZONE g.time_zone)::date, 0, 0, 1, 0
  FROM confusion_report r JOIN migration g ON g.id = r.migration_id
  UNION ALL
  SELECT r.release_id, r.block_id, (t.at AT TIME ZONE g.time_zone)::date, 0, 0, 0, 1
  FROM me_too t JOIN confusion_report r ON r.id = t.report_id JOIN migration g ON g.id = r.migration_id;

-- On which local days people were last at the blocks that a milestone's open assignments name, a row a block.
CREATE VIEW milestone_seen AS
  SELECT x.milestone_id, s.person_id, (s.last_at AT TIME ZONE g.time_zone)::date AS day
  FROM (SELECT DISTINCT milestone_id, module_id FROM assignment WHERE ended_at IS NULL) x
  JOIN module m ON m.id = x.module_id JOIN migration g ON g.id = m.migration_id
  JOIN release r ON r.module_id = x.module_id JOIN block_seen s ON s.release_id = r.id;

-- Tells which days of a block's counts change, and whose last day: nothing while a person's first and last day stay.
CREATE FUNCTION block_seen_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    WITH seen AS (
      SELECT w.release_id, w.block_id, w.person_id, m.id AS module_id, w.sign,
        (w.first_at AT TIME ZONE g.time_zone)::date AS first_day, (w.last_at AT TIME ZONE g.time_zone)::date AS last_day
      FROM (SELECT *, 1 AS sign FROM fresh) w JOIN release r ON r.id = w.release_id
      JOIN module m ON m.id = r.module_id JOIN migration g ON g.id = m.migration_id
    ), counted AS (
      INSERT INTO block_change (release_id, block_id, day, reached, last_seen)
      SELECT release_id, block_id, d.day, sum(d.reached), sum(d.last_seen)
      FROM seen CROSS JOIN LATERAL (VALUES (first_day, sign, 0), (last_day, 0, sign)) AS d (day, reached, last_seen)
      GROUP BY release_id, block_id, d.day HAVING sum(d.reached) <> 0 OR sum(d.last_seen) <> 0
    )
    INSERT INTO visitor_change (person_id, module_id)
    SELECT DISTINCT person_id, module_id FROM (
      SELECT person_id, module_id FROM seen GROUP BY person_id, module_id, release_id, block_id, last_day HAVING sum(sign) <> 0
    ) other;
  ELSIF TG_OP = 'UPDATE' THEN
    WITH seen AS (
      SELECT w.release_id, w.block_id, w.person_id, m.id AS module_id, w.sign,
        (w.first_at AT TIME ZONE g.time_zone)::date AS first_day, (w.last_at AT TIME ZONE g.time_zone)::date AS last_day
      FROM (SELECT *, 1 AS sign FROM fresh UNION ALL SELECT *, -1 AS sign FROM gone) w JOIN release r ON r.id = w.release_id
      JOIN module m ON m.id = r.module_id JOIN migration g ON g.id = m.migration_id
    ), counted AS (
      INSERT INTO block_change (release_id, block_id, day, reached, last_seen)
      SELECT release_id, block_id, d.day, sum(d.reached), sum(d.last_seen)
      FROM seen CROSS JOIN LATERAL (VALUES (first_day, sign, 0), (last_day, 0, sign)) AS d (day, reached, last_seen)
      GROUP BY release_id, block_id, d.day HAVING sum(d.reached) <> 0 OR sum(d.last_seen) <> 0
    )
    INSERT INTO visitor_change (person_id, module_id)
    SELECT DISTINCT person_id, module_id FROM (
      SELECT person_id, module_id FROM seen GROUP BY person_id, module_id, release_id, block_id, last_day HAVING sum(sign) <> 0
    ) other;
  ELSE
    WITH seen AS (
      SELECT w.release_id, w.block_id, w.person_id, m.id AS module_id, w.sign,
        (w.first_at AT TIME ZONE g.time_zone)::date AS first_day, (w.last_at AT TIME ZONE g.time_zone)::date AS last_day
      FROM (SELECT *, -1 AS sign FROM gone) w JOIN release r ON r.id = w.release_id
      JOIN module m ON m.id = r.module_id JOIN migration g ON g.id = m.migration_id
    ), counted AS (
      INSERT INTO block_change (release_id, block_id, day, reached, last_seen)
      SELECT release_id, block_id, d.day, sum(d.reached), sum(d.last_seen)
      FROM seen CROSS JOIN LATERAL (VALUES (first_day, sign, 0), (last_day, 0, sign)) AS d (day, reached, last_seen)
      GROUP BY release_id, block_id, d.day HAVING sum(d.reached) <> 0 OR sum(d.last_seen) <> 0
    )
    INSERT INTO visitor_change (person_id, module_id)
    SELECT DISTINCT person_id, module_id FROM (
      SELECT person_id, module_id FROM seen GROUP BY person_id, module_id, release_id, block_id, last_day HAVING sum(sign) <> 0
    ) other;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER counts_on_insert AFTER INSERT ON block_seen REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION block_seen_counts();
CREATE TRIGGER counts_on_update AFTER UPDATE ON block_seen REFERENCING OLD TABLE AS gone NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION block_seen_counts();
CREATE TRIGGER counts_on_delete AFTER DELETE ON block_seen REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION block_seen_counts();

-- Reports count on the day and at the block at which they were made.
CREATE FUNCTION confusion_report_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO block_change (release_id, block_id, day, reports)
    SELECT w.release_id, w.block_id, (w.at AT TIME ZONE g.time_zone)::date, sum(w.sign)
    FROM (SELECT *, 1 AS sign FROM fresh) w JOIN migration g ON g.id = w.migration_id
    GROUP BY 1, 2, 3 HAVING sum(w.sign) <> 0;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO block_change (release_id, block_id, day, reports)
    SELECT w.release_id, w.block_id, (w.at AT TIME ZONE g.time_zone)::date, sum(w.sign)
    FROM (SELECT *, 1 AS sign FROM fresh UNION ALL SELECT *, -1 AS sign FROM gone) w JOIN migration g ON g.id = w.migration_id
    GROUP BY 1, 2, 3 HAVING sum(w.sign) <> 0;
  ELSE
    INSERT INTO block_change (release_id, block_id, day, reports)
    SELECT w.release_id, w.block_id, (w.at AT TIME ZONE g.time_zone)::date, sum(w.sign)
    FROM (SELECT *, -1 AS sign FROM gone) w JOIN migration g ON g.id = w.migration_id
    GROUP BY 1, 2, 3 HAVING sum(w.sign) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER counts_on_insert AFTER INSERT ON confusion_report REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION confusion_report_counts();
CREATE TRIGGER counts_on_update AFTER UPDATE ON confusion_report REFERENCING OLD TABLE AS gone NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION confusion_report_counts();
CREATE TRIGGER counts_on_delete AFTER DELETE ON confusion_report REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION confusion_report_counts();

-- Me-toos count on their own day, at the block of the report that they agree with.
CREATE FUNCTION me_too_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO block_change (release_id, block_id, day, me_toos)
    SELECT r.release_id, r.block_id, (w.at AT TIME ZONE g.time_zone)::date, sum(w.sign)
    FROM (SELECT *, 1 AS sign FROM fresh) w JOIN confusion_report r ON r.id = w.report_id
    JOIN migration g ON g.id = r.migration_id
    GROUP BY 1, 2, 3 HAVING sum(w.sign) <> 0;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO block_change (release_id, block_id, day, me_toos)
    SELECT r.release_id, r.block_id, (w.at AT TIME ZONE g.time_zone)::date, sum(w.sign)
    FROM (SELECT *, 1 AS sign FROM fresh UNION ALL SELECT *, -1 AS sign FROM gone) w JOIN confusion_report r ON r.id = w.report_id
    JOIN migration g ON g.id = r.migration_id
    GROUP BY 1, 2, 3 HAVING sum(w.sign) <> 0;
  ELSE
    INSERT INTO block_change (release_id, block_id, day, me_toos)
    SELECT r.release_id, r.block_id, (w.at AT TIME ZONE g.time_zone)::date, sum(w.sign)
    FROM (SELECT *, -1 AS sign FROM gone) w JOIN confusion_report r ON r.id = w.report_id
    JOIN migration g ON g.id = r.migration_id
    GROUP BY 1, 2, 3 HAVING sum(w.sign) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER counts_on_insert AFTER INSERT ON me_too REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION me_too_counts();
CREATE TRIGGER counts_on_update AFTER UPDATE ON me_too REFERENCING OLD TABLE AS gone NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION me_too_counts();
CREATE TRIGGER counts_on_delete AFTER DELETE ON me_too REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION me_too_counts();

-- Other modules are other visitors: everybody of the milestone is looked at again.
CREATE FUNCTION assignment_visitors() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO visitor_change (milestone_id)
    SELECT DISTINCT milestone_id FROM (
      SELECT milestone_id, module_id FROM (SELECT *, 1 AS sign FROM fresh) w WHERE w.ended_at IS NULL
      GROUP BY milestone_id, module_id HAVING sum(sign) <> 0
    ) other;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO visitor_change (milestone_id)
    SELECT DISTINCT milestone_id FROM (
      SELECT milestone_id, module_id FROM (SELECT *, 1 AS sign FROM fresh UNION ALL SELECT *, -1 AS sign FROM gone) w WHERE w.ended_at IS NULL
      GROUP BY milestone_id, module_id HAVING sum(sign) <> 0
    ) other;
  ELSE
    INSERT INTO visitor_change (milestone_id)
    SELECT DISTINCT milestone_id FROM (
      SELECT milestone_id, module_id FROM (SELECT *, -1 AS sign FROM gone) w WHERE w.ended_at IS NULL
      GROUP BY milestone_id, module_id HAVING sum(sign) <> 0
    ) other;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER visitors_on_insert AFTER INSERT ON assignment REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION assignment_visitors();
CREATE TRIGGER visitors_on_update AFTER UPDATE ON assignment REFERENCING OLD TABLE AS gone NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION assignment_visitors();
CREATE TRIGGER visitors_on_delete AFTER DELETE ON assignment REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION assignment_visitors();

-- What was there before.
INSERT INTO block_rollup (release_id, block_id, day, reached, last_seen, reports, me_toos)
SELECT release_id, block_id, day, sum(reached), sum(last_seen), sum(reports), sum(me_toos)
FROM block_happening GROUP BY release_id, block_id, day;
INSERT INTO milestone_visitor (milestone_id, person_id, day)
SELECT milestone_id, person_id, max(day) FROM milestone_seen GROUP BY milestone_id, person_id;
INSERT INTO milestone_visit (milestone_id, day, people)
SELECT milestone_id, day, count(*) FROM milestone_visitor GROUP BY milestone_id, day;
