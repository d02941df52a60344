-- AlterTable
ALTER TABLE "cohort_session" ADD COLUMN     "cancel_words" TEXT,
ADD COLUMN     "invited_at" TIMESTAMPTZ(3),
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "words" TEXT;

-- AlterTable
ALTER TABLE "mail" ADD COLUMN     "thread" TEXT;

-- AlterTable
ALTER TABLE "session_invitation" ADD COLUMN     "reply_words" TEXT,
ADD COLUMN     "withdrawn_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "mail_thread_idx" ON "mail"("thread");

-- Whoever is invited was told when the first of them was.
UPDATE cohort_session s SET invited_at = (SELECT min(invited_at) FROM session_invitation i WHERE i.session_id = s.id);
