-- CreateEnum
CREATE TYPE "template_use_kind" AS ENUM ('copied', 'sent', 'answered');

-- AlterEnum
ALTER TYPE "notice_kind" ADD VALUE 'message';

-- AlterTable
ALTER TABLE "support_template" ADD COLUMN     "block_id" TEXT,
ADD COLUMN     "edited_at" TIMESTAMPTZ(3),
ADD COLUMN     "edited_by_id" UUID,
ADD COLUMN     "number" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "retired_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "template_use" ADD COLUMN     "kind" "template_use_kind" NOT NULL DEFAULT 'copied';

-- CreateTable
CREATE TABLE "champion_look" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "cohort_id" UUID,
    "playbook_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "champion_look_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "champion_sign_off" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "given" BOOLEAN NOT NULL,
    "words" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID NOT NULL,

    CONSTRAINT "champion_sign_off_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "champion_look_person_id_cohort_id_key" ON "champion_look"("person_id", "cohort_id");

-- CreateIndex
CREATE UNIQUE INDEX "champion_look_person_id_playbook_id_key" ON "champion_look"("person_id", "playbook_id");

-- CreateIndex
CREATE INDEX "champion_sign_off_person_id_migration_id_at_idx" ON "champion_sign_off"("person_id", "migration_id", "at");

-- AddForeignKey
ALTER TABLE "champion_look" ADD CONSTRAINT "champion_look_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "champion_look" ADD CONSTRAINT "champion_look_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "champion_look" ADD CONSTRAINT "champion_look_playbook_id_fkey" FOREIGN KEY ("playbook_id") REFERENCES "playbook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "champion_sign_off" ADD CONSTRAINT "champion_sign_off_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "champion_sign_off" ADD CONSTRAINT "champion_sign_off_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "champion_sign_off" ADD CONSTRAINT "champion_sign_off_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_template" ADD CONSTRAINT "support_template_edited_by_id_fkey" FOREIGN KEY ("edited_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was looked at is one thing.
ALTER TABLE champion_look ADD CONSTRAINT look_is_at_one_thing CHECK (num_nonnulls(cohort_id, playbook_id) = 1);

-- A sign-off is taken back by another row.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON champion_sign_off FOR EACH ROW EXECUTE FUNCTION is_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON champion_sign_off EXECUTE FUNCTION is_append_only();
