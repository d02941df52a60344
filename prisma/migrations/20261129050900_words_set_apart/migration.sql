-- AlterTable
ALTER TABLE "confusion_report" ADD COLUMN     "body" JSONB;
