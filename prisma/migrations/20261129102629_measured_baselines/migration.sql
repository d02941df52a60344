-- AlterTable
ALTER TABLE "baseline" ADD COLUMN     "high_ms" INTEGER,
ADD COLUMN     "low_ms" INTEGER,
ADD COLUMN     "measuring_id" UUID;

-- CreateTable
CREATE TABLE "old_attempt" (
    "id" UUID NOT NULL,
    "measuring_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "outcome" "outcome",
    "wall_ms" INTEGER NOT NULL DEFAULT 0,
    "paused_ms" INTEGER NOT NULL DEFAULT 0,
    "suspect_reason" TEXT,

    CONSTRAINT "old_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "measuring" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "module_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "words" TEXT,
    "whom" TEXT,
    "until" DATE NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_by_id" UUID NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "measuring_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "measuring_person" (
    "measuring_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "measuring_person_pkey" PRIMARY KEY ("measuring_id","person_id")
);

-- CreateIndex
CREATE INDEX "old_attempt_measuring_id_person_id_idx" ON "old_attempt"("measuring_id", "person_id");

-- CreateIndex
CREATE INDEX "measuring_migration_id_opened_at_idx" ON "measuring"("migration_id", "opened_at");

-- CreateIndex
CREATE INDEX "measuring_person_person_id_idx" ON "measuring_person"("person_id");

-- CreateIndex
CREATE INDEX "baseline_measuring_id_idx" ON "baseline"("measuring_id");

-- AddForeignKey
ALTER TABLE "old_attempt" ADD CONSTRAINT "old_attempt_measuring_id_person_id_fkey" FOREIGN KEY ("measuring_id", "person_id") REFERENCES "measuring_person"("measuring_id", "person_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "baseline" ADD CONSTRAINT "baseline_measuring_id_fkey" FOREIGN KEY ("measuring_id") REFERENCES "measuring"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "measuring" ADD CONSTRAINT "measuring_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "measuring" ADD CONSTRAINT "measuring_release_id_module_id_fkey" FOREIGN KEY ("release_id", "module_id") REFERENCES "release"("id", "module_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "measuring" ADD CONSTRAINT "measuring_release_id_block_id_fkey" FOREIGN KEY ("release_id", "block_id") REFERENCES "release_block"("release_id", "block_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "measuring" ADD CONSTRAINT "measuring_opened_by_id_fkey" FOREIGN KEY ("opened_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "measuring_person" ADD CONSTRAINT "measuring_person_measuring_id_fkey" FOREIGN KEY ("measuring_id") REFERENCES "measuring"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "measuring_person" ADD CONSTRAINT "measuring_person_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a try in the old product says of itself.
ALTER TABLE old_attempt ADD CONSTRAINT old_attempt_finishes_with_an_outcome CHECK ((finished_at IS NULL) = (outcome IS NULL));
ALTER TABLE old_attempt ADD CONSTRAINT old_attempt_times_are_not_negative CHECK (wall_ms >= 0 AND paused_ms >= 0);
