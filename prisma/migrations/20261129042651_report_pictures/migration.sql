-- A screenshot is kept with its report and nowhere else. Nothing was ever stored here before.
DELETE FROM "attachment";

-- DropForeignKey
ALTER TABLE "attachment" DROP CONSTRAINT "attachment_hash_fkey";

-- AlterTable
ALTER TABLE "attachment" DROP COLUMN "hash",
DROP COLUMN "name",
ADD COLUMN     "alt" TEXT,
ADD COLUMN     "at" TIMESTAMPTZ(3) NOT NULL,
ADD COLUMN     "bytes" BYTEA NOT NULL,
ADD COLUMN     "height" INTEGER NOT NULL,
ADD COLUMN     "width" INTEGER NOT NULL;
