-- Nothing wrote these tables before.
DELETE FROM "person_task_week";
DELETE FROM "rollup_mark";

-- DropForeignKey
ALTER TABLE "person_task_week" DROP CONSTRAINT "person_task_week_person_id_fkey";

-- DropForeignKey
ALTER TABLE "person_task_week" DROP CONSTRAINT "person_task_week_release_id_block_id_fkey";

-- DropForeignKey
ALTER TABLE "task_rollup" DROP CONSTRAINT "task_rollup_release_id_block_id_fkey";

-- DropIndex
DROP INDEX "person_task_week_release_id_block_id_week_idx";

-- AlterTable
ALTER TABLE "person_task_week" DROP CONSTRAINT "person_task_week_pkey",
DROP COLUMN "attempts",
DROP COLUMN "critical_errors",
DROP COLUMN "suspects",
ADD COLUMN     "audience_set_id" INTEGER NOT NULL,
ADD COLUMN     "clock" "clock" NOT NULL,
ADD COLUMN     "cohort_id" UUID NOT NULL,
ADD COLUMN     "tries" SMALLINT NOT NULL,
ADD COLUMN     "whole_successes" SMALLINT NOT NULL,
ADD COLUMN     "whole_tries" SMALLINT NOT NULL,
ALTER COLUMN "successes" DROP DEFAULT,
ALTER COLUMN "successes" SET DATA TYPE SMALLINT,
ADD CONSTRAINT "person_task_week_pkey" PRIMARY KEY ("release_id", "block_id", "clock", "week", "person_id", "audience_set_id", "cohort_id");

-- AlterTable
ALTER TABLE "rollup_mark" DROP COLUMN "event_id";

-- DropTable
DROP TABLE "task_rollup";

-- CreateTable
CREATE TABLE "task_week" (
    "release_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "clock" "clock" NOT NULL,
    "mode" "mode" NOT NULL,
    "slice" TEXT NOT NULL,
    "slice_id" UUID NOT NULL,
    "nth" SMALLINT NOT NULL DEFAULT 0,
    "week" DATE NOT NULL,
    "started" INTEGER NOT NULL DEFAULT 0,
    "finished" INTEGER NOT NULL DEFAULT 0,
    "succeeded" INTEGER NOT NULL DEFAULT 0,
    "gave_up" INTEGER NOT NULL DEFAULT 0,
    "abandoned" INTEGER NOT NULL DEFAULT 0,
    "suspect" INTEGER NOT NULL DEFAULT 0,
    "held" INTEGER NOT NULL DEFAULT 0,
    "told" INTEGER NOT NULL DEFAULT 0,
    "told_successes" INTEGER NOT NULL DEFAULT 0,
    "critical_errors" INTEGER NOT NULL DEFAULT 0,
    "errors" JSONB NOT NULL,
    "histogram" BYTEA NOT NULL,

    CONSTRAINT "task_week_pkey" PRIMARY KEY ("release_id","block_id","clock","mode","slice","slice_id","nth","week")
);

-- CreateTable
CREATE TABLE "audience_set" (
    "id" SERIAL NOT NULL,
    "audience_ids" UUID[],

    CONSTRAINT "audience_set_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task_cells" (
    "module_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "clock" "clock" NOT NULL,
    "times" JSONB NOT NULL,
    "errors" JSONB NOT NULL,
    "cohorts_withheld" JSONB NOT NULL,

    CONSTRAINT "task_cells_pkey" PRIMARY KEY ("module_id","block_id","hash","clock")
);

-- CreateTable
CREATE TABLE "stale_attempt" (
    "id" BIGSERIAL NOT NULL,
    "release_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "clock" "clock" NOT NULL,
    "mode" "mode" NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stale_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stale_task" (
    "module_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "clock" "clock" NOT NULL,
    "cohorts" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "stale_task_pkey" PRIMARY KEY ("module_id","block_id","hash","clock")
);

-- CreateIndex
CREATE UNIQUE INDEX "audience_set_audience_ids_key" ON "audience_set"("audience_ids");

-- CreateIndex
CREATE INDEX "person_task_week_cohort_id_release_id_block_id_idx" ON "person_task_week"("cohort_id", "release_id", "block_id");

-- AddForeignKey
ALTER TABLE "task_cells" ADD CONSTRAINT "task_cells_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Attempts that are there already are counted at the first start: a missing mark says that nothing was counted yet.

CREATE FUNCTION note_stale_attempts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO stale_attempt (release_id, block_id, clock, mode, started_at)
    SELECT release_id, block_id, clock, mode, started_at FROM new_rows;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO stale_attempt (release_id, block_id, clock, mode, started_at)
    SELECT release_id, block_id, clock, mode, started_at FROM old_rows;
  ELSE
    -- What happens during an attempt changes no figure, unless it goes on after it counted as abandoned.
    INSERT INTO stale_attempt (release_id, block_id, clock, mode, started_at)
    SELECT DISTINCT r.release_id, r.block_id, r.clock, r.mode, r.started_at
    FROM new_rows n JOIN old_rows o USING (id)
    CROSS JOIN LATERAL (VALUES (n.release_id, n.block_id, n.clock, n.mode, n.started_at),
      (o.release_id, o.block_id, o.clock, o.mode, o.started_at)) AS r(release_id, block_id, clock, mode, started_at)
    WHERE n.outcome IS NOT NULL OR o.outcome IS NOT NULL OR n.last_event_at > o.last_event_at + interval '1 day'
      OR (n.release_id, n.block_id, n.clock, n.mode, n.started_at, n.ordinal, n.audience_ids, n.cohort_id)
         IS DISTINCT FROM
         (o.release_id, o.block_id, o.clock, o.mode, o.started_at, o.ordinal, o.audience_ids, o.cohort_id);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER stale_task_by_insert AFTER INSERT ON attempt REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_stale_attempts();
CREATE TRIGGER stale_task_by_update AFTER UPDATE ON attempt REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_stale_attempts();
CREATE TRIGGER stale_task_by_delete AFTER DELETE ON attempt REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_stale_attempts();

CREATE INDEX "attempt_release_id_block_id_started_at_idx" ON "attempt"("release_id", "block_id", "started_at");
