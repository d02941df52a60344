-- CreateTable
CREATE TABLE "milestone_standing" (
    "milestone_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "sort_name" TEXT NOT NULL,
    "asked" INTEGER NOT NULL,
    "done" INTEGER NOT NULL,
    "to_refresh" INTEGER NOT NULL,
    "done_on" DATE,
    "last_on" DATE,
    "started" BOOLEAN NOT NULL,
    "practised" BOOLEAN NOT NULL,
    "overdue" BOOLEAN NOT NULL,
    "attended" BOOLEAN NOT NULL,
    "stuck" BOOLEAN NOT NULL,
    "asking" BOOLEAN NOT NULL,
    "audiences" UUID[],
    "cohorts" UUID[],
    "modules" UUID[],
    "states" TEXT NOT NULL,
    "completed_on" DATE[],

    CONSTRAINT "milestone_standing_pkey" PRIMARY KEY ("milestone_id","person_id")
);

-- CreateTable
CREATE TABLE "standing_count" (
    "milestone_id" UUID NOT NULL,
    "module_id" UUID NOT NULL,
    "slice" TEXT NOT NULL,
    "slice_id" UUID NOT NULL,
    "assigned" INTEGER NOT NULL,
    "started" INTEGER NOT NULL,
    "practised" INTEGER NOT NULL,
    "complete" INTEGER NOT NULL,
    "begun" INTEGER NOT NULL,
    "refreshing" INTEGER NOT NULL,
    "overdue" INTEGER NOT NULL,
    "attended" INTEGER NOT NULL,
    "stuck" INTEGER NOT NULL,
    "asking" INTEGER NOT NULL,
    "needing" INTEGER NOT NULL,

    CONSTRAINT "standing_count_pkey" PRIMARY KEY ("milestone_id","module_id","slice","slice_id")
);

-- CreateTable
CREATE TABLE "completion_day" (
    "milestone_id" UUID NOT NULL,
    "slice" TEXT NOT NULL,
    "slice_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "people" INTEGER NOT NULL,

    CONSTRAINT "completion_day_pkey" PRIMARY KEY ("milestone_id","slice","slice_id","day")
);

-- CreateTable
CREATE TABLE "stale_person" (
    "person_id" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stale_person_pkey" PRIMARY KEY ("person_id","id")
);

-- CreateTable
CREATE TABLE "standing_day" (
    "migration_id" UUID NOT NULL,
    "day" DATE NOT NULL,

    CONSTRAINT "standing_day_pkey" PRIMARY KEY ("migration_id")
);

-- CreateIndex
CREATE INDEX "milestone_standing_person_id_idx" ON "milestone_standing"("person_id");

-- CreateIndex
CREATE INDEX "milestone_standing_milestone_id_sort_name_person_id_idx" ON "milestone_standing"("milestone_id", "sort_name", "person_id");

-- CreateIndex
CREATE INDEX "standing_count_milestone_id_slice_slice_id_idx" ON "standing_count"("milestone_id", "slice", "slice_id");

-- AddForeignKey
ALTER TABLE "milestone_standing" ADD CONSTRAINT "milestone_standing_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "milestone_standing" ADD CONSTRAINT "milestone_standing_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standing_count" ADD CONSTRAINT "standing_count_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "completion_day" ADD CONSTRAINT "completion_day_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standing_day" ADD CONSTRAINT "standing_day_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whom a list of people who need something is made of, in its order.
CREATE INDEX standing_needing ON milestone_standing (milestone_id, sort_name, person_id)
  WHERE overdue OR NOT started OR stuck OR asking OR to_refresh > 0;

-- Counts that came to nothing, so that they are found and taken away.
CREATE INDEX standing_count_of_nobody ON standing_count (milestone_id) WHERE assigned = 0;
CREATE INDEX completion_day_of_nobody ON completion_day (milestone_id) WHERE people = 0;

-- ── Whose standings no longer hold ─────────────────────────────────────────────────────────────────────────────
-- Triggers write whom a change concerns into `stale_person`, in the same transaction, so that both are seen together or not at
-- all; mostly once a statement, so that one that changes much writes each person once.

-- Everybody whom an assignment to an audience or a role may concern, whatever the day.
CREATE FUNCTION people_of(audience uuid, asked_role role, milestone uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT person_id FROM membership WHERE audience_id = audience
  UNION ALL
  SELECT r.person_id FROM role_grant r JOIN milestone s ON s.migration_id = r.migration_id
  WHERE r.role = asked_role AND s.id = milestone
$$;

-- Rows that are about one person.
CREATE FUNCTION stale_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO stale_person (person_id) SELECT DISTINCT person_id FROM new_rows;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO stale_person (person_id) SELECT DISTINCT person_id FROM old_rows;
  ELSE
    INSERT INTO stale_person (person_id) SELECT person_id FROM old_rows UNION SELECT person_id FROM new_rows;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER stale_by_insert AFTER INSERT ON membership REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_people();
CREATE TRIGGER stale_by_update AFTER UPDATE ON membership REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_people();
CREATE TRIGGER stale_by_delete AFTER DELETE ON membership REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_people();
CREATE TRIGGER stale_by_insert AFTER INSERT ON cohort_member REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_people();
CREATE TRIGGER stale_by_update AFTER UPDATE ON cohort_member REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_people();
CREATE TRIGGER stale_by_delete AFTER DELETE ON cohort_member REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_people();
CREATE TRIGGER stale_by_insert AFTER INSERT ON role_grant REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_people();
CREATE TRIGGER stale_by_update AFTER UPDATE ON role_grant REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_people();
CREATE TRIGGER stale_by_delete AFTER DELETE ON role_grant REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_people();
CREATE TRIGGER stale_by_insert AFTER INSERT ON assignment_exception REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_people();
CREATE TRIGGER stale_by_update AFTER UPDATE ON assignment_exception REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_people();
CREATE TRIGGER stale_by_delete AFTER DELETE ON assignment_exception REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_people();
CREATE TRIGGER stale_by_insert AFTER INSERT ON attendance REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_people();
CREATE TRIGGER stale_by_update AFTER UPDATE ON attendance REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_people();
CREATE TRIGGER stale_by_delete AFTER DELETE ON attendance REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_people();
CREATE TRIGGER stale_by_insert AFTER INSERT ON help_request REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_people();
CREATE TRIGGER stale_by_update AFTER UPDATE ON help_request REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_people();
CREATE TRIGGER stale_by_delete AFTER DELETE ON help_request REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_people();
CREATE TRIGGER stale_by_insert AFTER INSERT ON check_submission REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_people();
CREATE TRIGGER stale_by_delete AFTER DELETE ON check_submission REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_people();

-- Progress and attempts change with every step; a standing only with a module begun or completed, with an attempt's outcome,
-- and with the day of the last step: local days begin at a quarter of an hour, wherever one is. These are of a row: where
-- the condition does not hold, a step costs a comparison, and nothing is gathered for it.
CREATE FUNCTION stale_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stale_person (person_id) VALUES (NEW.person_id);
  RETURN NULL;
END $$;

CREATE TRIGGER stale_by_insert AFTER INSERT ON module_progress FOR EACH ROW EXECUTE FUNCTION stale_row();
CREATE TRIGGER stale_by_update AFTER UPDATE ON module_progress FOR EACH ROW WHEN (
  NEW.first_completed_at IS DISTINCT FROM OLD.first_completed_at
  OR NEW.completed_release_id IS DISTINCT FROM OLD.completed_release_id
  OR date_bin('15 minutes', NEW.last_at, 'epoch') <> date_bin('15 minutes', OLD.last_at, 'epoch')
) EXECUTE FUNCTION stale_row();
CREATE TRIGGER stale_by_delete AFTER DELETE ON module_progress REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_people();
CREATE TRIGGER stale_by_insert AFTER INSERT ON attempt FOR EACH ROW WHEN (NEW.outcome IS NOT NULL) EXECUTE FUNCTION stale_row();
CREATE TRIGGER stale_by_update AFTER UPDATE ON attempt FOR EACH ROW WHEN ((NEW.outcome IS NULL) <> (OLD.outcome IS NULL)) EXECUTE FUNCTION stale_row();
CREATE TRIGGER stale_by_delete AFTER DELETE ON attempt REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_people();

CREATE FUNCTION stale_by_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stale_person (person_id)
  SELECT n.id FROM new_rows n JOIN old_rows o ON o.id = n.id
  WHERE n.left_on IS DISTINCT FROM o.left_on OR n.name <> o.name;
  RETURN NULL;
END $$;

CREATE TRIGGER stale_by_update AFTER UPDATE ON person REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_by_person();

-- Changes of the plan concern everybody whom an assignment names.
CREATE FUNCTION stale_by_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO stale_person (person_id)
    SELECT DISTINCT p FROM old_rows a CROSS JOIN people_of(a.audience_id, a.role, a.milestone_id) p;
  ELSE
    INSERT INTO stale_person (person_id)
    SELECT DISTINCT p FROM new_rows a CROSS JOIN people_of(a.audience_id, a.role, a.milestone_id) p;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO stale_person (person_id)
    SELECT DISTINCT p FROM old_rows o JOIN new_rows n ON n.id = o.id
    CROSS JOIN people_of(o.audience_id, o.role, o.milestone_id) p
    WHERE (o.audience_id, o.role, o.milestone_id) IS DISTINCT FROM (n.audience_id, n.role, n.milestone_id);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER stale_by_insert AFTER INSERT ON assignment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_by_assignment();
CREATE TRIGGER stale_by_update AFTER UPDATE ON assignment REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_by_assignment();
CREATE TRIGGER stale_by_delete AFTER DELETE ON assignment REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_by_assignment();

CREATE FUNCTION stale_by_milestone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stale_person (person_id)
  SELECT DISTINCT p FROM new_rows n JOIN old_rows o ON o.id = n.id
  JOIN assignment a ON a.milestone_id = n.id CROSS JOIN people_of(a.audience_id, a.role, a.milestone_id) p
  WHERE n.date <> o.date OR n.moved_on IS DISTINCT FROM o.moved_on;
  RETURN NULL;
END $$;

CREATE TRIGGER stale_by_update AFTER UPDATE ON milestone REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_by_milestone();

-- A module that is offered, or no longer, or in another release: it is asked, and done again, by that release.
CREATE FUNCTION stale_by_module() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stale_person (person_id)
  SELECT DISTINCT p FROM new_rows n JOIN old_rows o ON o.id = n.id
  JOIN assignment a ON a.module_id = n.id CROSS JOIN people_of(a.audience_id, a.role, a.milestone_id) p
  WHERE n.current_release_id IS DISTINCT FROM o.current_release_id;
  RETURN NULL;
END $$;

CREATE TRIGGER stale_by_update AFTER UPDATE ON module REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_by_module();

CREATE FUNCTION stale_by_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stale_person (person_id)
  SELECT DISTINCT t.person_id FROM new_rows n JOIN old_rows o ON o.id = n.id
  JOIN attendance t ON t.session_id = n.id
  WHERE (n.cancelled_at IS NULL) <> (o.cancelled_at IS NULL) OR n.milestone_id <> o.milestone_id;
  RETURN NULL;
END $$;

CREATE TRIGGER stale_by_update AFTER UPDATE ON cohort_session REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_by_session();

-- In another time zone every day of the migration is another: as if its standings had never been made.
CREATE FUNCTION stale_by_time_zone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM standing_day WHERE migration_id IN (
    SELECT n.id FROM new_rows n JOIN old_rows o ON o.id = n.id WHERE n.time_zone <> o.time_zone);
  RETURN NULL;
END $$;

CREATE TRIGGER stale_by_update AFTER UPDATE ON migration REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION stale_by_time_zone();
