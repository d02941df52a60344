-- AlterTable
ALTER TABLE "alert_rule" ADD COLUMN     "last_n" INTEGER,
ADD COLUMN     "last_value" DECIMAL(14,4),
ADD COLUMN     "last_why" TEXT,
ADD COLUMN     "looked_on" DATE,
ADD COLUMN     "true_days" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "true_since" DATE;

-- AlterTable
ALTER TABLE "mail" ADD COLUMN     "bundle_id" UUID;

-- AlterTable
ALTER TABLE "report_recipient" ADD COLUMN     "stopped_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "scheduled_report" ADD COLUMN     "since" TIMESTAMPTZ(3);
UPDATE "scheduled_report" SET "since" = "created_at";
ALTER TABLE "scheduled_report" ALTER COLUMN "since" SET NOT NULL;

-- CreateTable
CREATE TABLE "mail_bundle" (
    "id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_bundle_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_attachment" (
    "id" UUID NOT NULL,
    "bundle_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "inline_as" TEXT,
    "content" BYTEA NOT NULL,

    CONSTRAINT "mail_attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_sending" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "mailed" INTEGER NOT NULL,
    "left_out" INTEGER NOT NULL,
    "failure" TEXT,

    CONSTRAINT "report_sending_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "mail_bundle_created_at_idx" ON "mail_bundle"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "mail_attachment_bundle_id_position_key" ON "mail_attachment"("bundle_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "report_sending_report_id_due_at_key" ON "report_sending"("report_id", "due_at");

-- CreateIndex
CREATE INDEX "mail_bundle_id_idx" ON "mail"("bundle_id");

-- AddForeignKey
ALTER TABLE "mail" ADD CONSTRAINT "mail_bundle_id_fkey" FOREIGN KEY ("bundle_id") REFERENCES "mail_bundle"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_attachment" ADD CONSTRAINT "mail_attachment_bundle_id_fkey" FOREIGN KEY ("bundle_id") REFERENCES "mail_bundle"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_sending" ADD CONSTRAINT "report_sending_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "scheduled_report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A monthly report may name any day: where a month has fewer, it is due on the last.
ALTER TABLE scheduled_report DROP CONSTRAINT report_has_its_day;
ALTER TABLE scheduled_report ADD CONSTRAINT report_has_its_day CHECK (CASE rhythm
  WHEN 'daily' THEN day IS NULL WHEN 'weekly' THEN day IS NOT NULL AND day BETWEEN 1 AND 7
  ELSE day IS NOT NULL AND day BETWEEN 1 AND 31 END AND hour BETWEEN 0 AND 23);
