-- AlterTable
ALTER TABLE "cohort_session" ADD COLUMN     "chosen" UUID[] DEFAULT ARRAY[]::UUID[];
