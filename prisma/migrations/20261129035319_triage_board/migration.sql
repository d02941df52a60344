-- AlterTable
ALTER TABLE "confusion_cluster" ADD COLUMN     "near_told_at" TIMESTAMPTZ(3),
ADD COLUMN     "over_told_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "confusion_link" (
    "id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "module_id" UUID,
    "release_id" UUID,
    "url" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "confusion_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answer_targets" (
    "migration_id" UUID NOT NULL,
    "working_days" INTEGER[],
    "opens_at" INTEGER NOT NULL,
    "closes_at" INTEGER NOT NULL,
    "holidays" DATE[],
    "blocking_hours" INTEGER NOT NULL,
    "major_hours" INTEGER NOT NULL,
    "minor_hours" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "answer_targets_pkey" PRIMARY KEY ("migration_id")
);

-- CreateIndex
CREATE INDEX "confusion_link_module_id_idx" ON "confusion_link"("module_id");

-- CreateIndex
CREATE INDEX "confusion_link_release_id_idx" ON "confusion_link"("release_id");

-- CreateIndex
CREATE UNIQUE INDEX "confusion_link_cluster_id_module_id_key" ON "confusion_link"("cluster_id", "module_id");

-- CreateIndex
CREATE UNIQUE INDEX "confusion_link_cluster_id_release_id_key" ON "confusion_link"("cluster_id", "release_id");

-- CreateIndex
CREATE UNIQUE INDEX "confusion_link_cluster_id_url_key" ON "confusion_link"("cluster_id", "url");

-- AddForeignKey
ALTER TABLE "confusion_link" ADD CONSTRAINT "confusion_link_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "confusion_cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confusion_link" ADD CONSTRAINT "confusion_link_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confusion_link" ADD CONSTRAINT "confusion_link_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_targets" ADD CONSTRAINT "answer_targets_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE confusion_link ADD CONSTRAINT link_names_one_thing CHECK (num_nonnulls(module_id, release_id, url) = 1);
CREATE TRIGGER is_of_one_migration BEFORE INSERT OR UPDATE ON confusion_link FOR EACH ROW EXECUTE FUNCTION is_of_one_migration();

-- Somebody works at some time, hours lie within a day, and what is less severe never has less time.
ALTER TABLE answer_targets ADD CONSTRAINT targets_have_working_time CHECK (
  cardinality(working_days) BETWEEN 1 AND 7 AND working_days <@ ARRAY[1, 2, 3, 4, 5, 6, 7]
  AND opens_at >= 0 AND closes_at <= 1440 AND closes_at - opens_at >= 60);
ALTER TABLE answer_targets ADD CONSTRAINT targets_grow CHECK (
  blocking_hours > 0 AND major_hours >= blocking_hours AND minor_hours >= major_hours);

-- Whoever asks whether a board has changed looks at the newest change of its migration.
CREATE INDEX confusion_report_newest ON confusion_report (migration_id, changed_at DESC);
