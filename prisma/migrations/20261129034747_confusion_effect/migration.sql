-- CreateEnum
CREATE TYPE "signal_act" AS ENUM ('dismissed', 'restored', 'opened');

-- CreateTable
CREATE TABLE "confusion_effect" (
    "resolution_id" UUID NOT NULL,
    "measured_at" TIMESTAMPTZ(3) NOT NULL,
    "said_before" INTEGER NOT NULL,
    "people_before" INTEGER NOT NULL,
    "said_after" INTEGER NOT NULL,
    "people_after" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,

    CONSTRAINT "confusion_effect_pkey" PRIMARY KEY ("resolution_id")
);

-- CreateTable
CREATE TABLE "signal_count" (
    "module_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "signal" TEXT NOT NULL,
    "block_hash" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "people" INTEGER NOT NULL,
    "measured_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signal_count_pkey" PRIMARY KEY ("module_id","block_id","signal")
);

-- CreateTable
CREATE TABLE "signal_action" (
    "id" UUID NOT NULL,
    "module_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "block_hash" TEXT NOT NULL,
    "signal" TEXT NOT NULL,
    "act" "signal_act" NOT NULL,
    "words" TEXT,
    "part" INTEGER NOT NULL,
    "people" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID NOT NULL,
    "cluster_id" UUID,

    CONSTRAINT "signal_action_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "signal_action_module_id_block_id_signal_at_idx" ON "signal_action"("module_id", "block_id", "signal", "at");

-- CreateIndex
CREATE INDEX "confusion_report_module_id_block_id_at_idx" ON "confusion_report"("module_id", "block_id", "at");

-- CreateIndex
CREATE INDEX "confusion_report_migration_id_at_idx" ON "confusion_report"("migration_id", "at");

-- AddForeignKey
ALTER TABLE "confusion_effect" ADD CONSTRAINT "confusion_effect_resolution_id_fkey" FOREIGN KEY ("resolution_id") REFERENCES "resolution"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signal_count" ADD CONSTRAINT "signal_count_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signal_action" ADD CONSTRAINT "signal_action_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signal_action" ADD CONSTRAINT "signal_action_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signal_action" ADD CONSTRAINT "signal_action_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "confusion_cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE signal_action ADD CONSTRAINT dismissed_with_words CHECK (act <> 'dismissed' OR btrim(coalesce(words, '')) <> '');

-- A dismissal is taken back by another row.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON signal_action FOR EACH ROW EXECUTE FUNCTION is_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON signal_action EXECUTE FUNCTION is_append_only();
