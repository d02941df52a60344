-- AlterTable
ALTER TABLE "cohort" ADD COLUMN     "audience_id" UUID,
ADD COLUMN     "rule_limit" INTEGER,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "cohort_member" ADD COLUMN     "by_rule" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "taken_out" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "cohort_audience_id_idx" ON "cohort"("audience_id");

-- AddForeignKey
ALTER TABLE "cohort" ADD CONSTRAINT "cohort_audience_id_fkey" FOREIGN KEY ("audience_id") REFERENCES "audience"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A bound without a rule says nothing.
ALTER TABLE "cohort" ADD CONSTRAINT cohort_rule_limit CHECK (rule_limit IS NULL OR (rule_limit > 0 AND audience_id IS NOT NULL));
