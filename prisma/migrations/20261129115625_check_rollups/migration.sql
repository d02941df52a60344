-- DropIndex
DROP INDEX "check_submission_release_id_block_id_idx";

-- CreateTable
CREATE TABLE "check_week" (
    "module_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "slice" TEXT NOT NULL,
    "slice_id" UUID NOT NULL,
    "week" DATE NOT NULL,
    "people" INTEGER NOT NULL,
    "held" INTEGER NOT NULL,
    "told" INTEGER NOT NULL,
    "marks" JSONB NOT NULL,
    "counts" JSONB NOT NULL,
    "typed" JSONB NOT NULL,
    "crowd" JSONB,

    CONSTRAINT "check_week_pkey" PRIMARY KEY ("module_id","block_id","hash","slice","slice_id","week")
);

-- CreateTable
CREATE TABLE "check_cells" (
    "module_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "views" JSONB NOT NULL,
    "cohorts_withheld" JSONB NOT NULL,

    CONSTRAINT "check_cells_pkey" PRIMARY KEY ("module_id","block_id","hash")
);

-- CreateTable
CREATE TABLE "stale_submission" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "gone" BOOLEAN NOT NULL,

    CONSTRAINT "stale_submission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stale_check_week" (
    "module_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "week" DATE NOT NULL,

    CONSTRAINT "stale_check_week_pkey" PRIMARY KEY ("module_id","block_id","hash","week")
);

-- CreateIndex
CREATE INDEX "check_submission_release_id_block_id_at_idx" ON "check_submission"("release_id", "block_id", "at");

-- AddForeignKey
ALTER TABLE "check_week" ADD CONSTRAINT "check_week_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_cells" ADD CONSTRAINT "check_cells_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Submissions that are there already are counted at the first start: a missing mark says that nothing was counted yet.

CREATE FUNCTION note_stale_submissions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO stale_submission (person_id, release_id, block_id, at, gone)
    SELECT person_id, release_id, block_id, at, false FROM new_rows;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO stale_submission (person_id, release_id, block_id, at, gone)
    SELECT person_id, release_id, block_id, at, true FROM old_rows;
  ELSE
    INSERT INTO stale_submission (person_id, release_id, block_id, at, gone)
    SELECT r.person_id, r.release_id, r.block_id, r.at, true
    FROM new_rows n JOIN old_rows o USING (id)
    CROSS JOIN LATERAL (VALUES (n.person_id, n.release_id, n.block_id, n.at), (o.person_id, o.release_id, o.block_id, o.at))
      AS r(person_id, release_id, block_id, at)
    WHERE n.* IS DISTINCT FROM o.*;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER stale_check_by_insert AFTER INSERT ON check_submission REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_stale_submissions();
CREATE TRIGGER stale_check_by_update AFTER UPDATE ON check_submission REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_stale_submissions();
CREATE TRIGGER stale_check_by_delete AFTER DELETE ON check_submission REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_stale_submissions();

-- A submission counts for the audiences and the cohort of its day: whoever belongs to another on a day that is over, too.

CREATE FUNCTION note_checks_of_membership() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO stale_submission (person_id, release_id, block_id, at, gone)
    SELECT s.person_id, s.release_id, s.block_id, s.at, true
    FROM (SELECT audience_id, person_id, "from", "to" FROM new_rows) c
    JOIN check_submission s ON s.person_id = c.person_id JOIN module m ON m.id = s.module_id
    JOIN migration g ON g.id = m.migration_id
    WHERE c."from" <= (s.at AT TIME ZONE g.time_zone)::date
      AND (c."to" IS NULL OR c."to" > (s.at AT TIME ZONE g.time_zone)::date)
    GROUP BY s.id, c.audience_id, c."from" HAVING count(*) = 1;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO stale_submission (person_id, release_id, block_id, at, gone)
    SELECT s.person_id, s.release_id, s.block_id, s.at, true
    FROM (SELECT audience_id, person_id, "from", "to" FROM old_rows) c
    JOIN check_submission s ON s.person_id = c.person_id JOIN module m ON m.id = s.module_id
    JOIN migration g ON g.id = m.migration_id
    WHERE c."from" <= (s.at AT TIME ZONE g.time_zone)::date
      AND (c."to" IS NULL OR c."to" > (s.at AT TIME ZONE g.time_zone)::date)
    GROUP BY s.id, c.audience_id, c."from" HAVING count(*) = 1;
  ELSE
    INSERT INTO stale_submission (person_id, release_id, block_id, at, gone)
    SELECT s.person_id, s.release_id, s.block_id, s.at, true
    FROM (SELECT audience_id, person_id, "from", "to" FROM new_rows UNION ALL SELECT audience_id, person_id, "from", "to" FROM old_rows) c
    JOIN check_submission s ON s.person_id = c.person_id JOIN module m ON m.id = s.module_id
    JOIN migration g ON g.id = m.migration_id
    WHERE c."from" <= (s.at AT TIME ZONE g.time_zone)::date
      AND (c."to" IS NULL OR c."to" > (s.at AT TIME ZONE g.time_zone)::date)
    GROUP BY s.id, c.audience_id, c."from" HAVING count(*) = 1;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER stale_check_by_insert AFTER INSERT ON membership REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_checks_of_membership();
CREATE TRIGGER stale_check_by_update AFTER UPDATE ON membership REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_checks_of_membership();
CREATE TRIGGER stale_check_by_delete AFTER DELETE ON membership REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_checks_of_membership();

CREATE FUNCTION note_checks_of_cohort_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO stale_submission (person_id, release_id, block_id, at, gone)
    SELECT s.person_id, s.release_id, s.block_id, s.at, true
    FROM (SELECT cohort_id, person_id, "from", "to" FROM new_rows) c
    JOIN check_submission s ON s.person_id = c.person_id JOIN module m ON m.id = s.module_id
    JOIN migration g ON g.id = m.migration_id
    WHERE c."from" <= (s.at AT TIME ZONE g.time_zone)::date
      AND (c."to" IS NULL OR c."to" > (s.at AT TIME ZONE g.time_zone)::date)
    GROUP BY s.id, c.cohort_id, c."from" HAVING count(*) = 1;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO stale_submission (person_id, release_id, block_id, at, gone)
    SELECT s.person_id, s.release_id, s.block_id, s.at, true
    FROM (SELECT cohort_id, person_id, "from", "to" FROM old_rows) c
    JOIN check_submission s ON s.person_id = c.person_id JOIN module m ON m.id = s.module_id
    JOIN migration g ON g.id = m.migration_id
    WHERE c."from" <= (s.at AT TIME ZONE g.time_zone)::date
      AND (c."to" IS NULL OR c."to" > (s.at AT TIME ZONE g.time_zone)::date)
    GROUP BY s.id, c.cohort_id, c."from" HAVING count(*) = 1;
  ELSE
    INSERT INTO stale_submission (person_id, release_id, block_id, at, gone)
    SELECT s.person_id, s.release_id, s.block_id, s.at, true
    FROM (SELECT cohort_id, person_id, "from", "to" FROM new_rows UNION ALL SELECT cohort_id, person_id, "from", "to" FROM old_rows) c
    JOIN check_submission s ON s.person_id = c.person_id JOIN module m ON m.id = s.module_id
    JOIN migration g ON g.id = m.migration_id
    WHERE c."from" <= (s.at AT TIME ZONE g.time_zone)::date
      AND (c."to" IS NULL OR c."to" > (s.at AT TIME ZONE g.time_zone)::date)
    GROUP BY s.id, c.cohort_id, c."from" HAVING count(*) = 1;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER stale_check_by_insert AFTER INSERT ON cohort_member REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_checks_of_cohort_member();
CREATE TRIGGER stale_check_by_update AFTER UPDATE ON cohort_member REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_checks_of_cohort_member();
CREATE TRIGGER stale_check_by_delete AFTER DELETE ON cohort_member REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_checks_of_cohort_member();
