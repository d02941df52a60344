-- CreateEnum
CREATE TYPE "digest_rhythm" AS ENUM ('daily', 'weekly', 'never');

-- AlterTable
ALTER TABLE "webhook" ADD COLUMN     "rests_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "webhook_delivery" ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "confusion_digest" (
    "person_id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "every" "digest_rhythm" NOT NULL DEFAULT 'weekly',
    "told_until" TIMESTAMPTZ(3),

    CONSTRAINT "confusion_digest_pkey" PRIMARY KEY ("person_id","migration_id")
);

-- AddForeignKey
ALTER TABLE "confusion_digest" ADD CONSTRAINT "confusion_digest_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confusion_digest" ADD CONSTRAINT "confusion_digest_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE CASCADE ON UPDATE CASCADE;
