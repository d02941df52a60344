-- AlterTable
ALTER TABLE "cohort_session" ADD COLUMN     "summary" TEXT;

-- AlterTable
ALTER TABLE "help_request" ADD COLUMN     "taken_at" TIMESTAMPTZ(3),
ADD COLUMN     "taken_by_id" UUID;

-- AlterTable
ALTER TABLE "session_note" ADD COLUMN     "named" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "ticked_at" TIMESTAMPTZ(3),
ADD COLUMN     "ticked_by_id" UUID;

-- CreateTable
CREATE TABLE "session_run" (
    "session_id" UUID NOT NULL,
    "agenda" JSONB NOT NULL,
    "state" JSONB NOT NULL,
    "recent" UUID[] DEFAULT ARRAY[]::UUID[],
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by_id" UUID NOT NULL,

    CONSTRAINT "session_run_pkey" PRIMARY KEY ("session_id")
);

-- AddForeignKey
ALTER TABLE "session_run" ADD CONSTRAINT "session_run_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "cohort_session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_run" ADD CONSTRAINT "session_run_changed_by_id_fkey" FOREIGN KEY ("changed_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_note" ADD CONSTRAINT "session_note_ticked_by_id_fkey" FOREIGN KEY ("ticked_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "help_request" ADD CONSTRAINT "help_request_taken_by_id_fkey" FOREIGN KEY ("taken_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
