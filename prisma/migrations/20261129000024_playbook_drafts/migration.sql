-- AlterTable
ALTER TABLE "playbook_revision" ADD COLUMN     "written_here" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "playbook_draft" (
    "playbook_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "doc" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "author_id" UUID NOT NULL,

    CONSTRAINT "playbook_draft_pkey" PRIMARY KEY ("playbook_id")
);

-- AddForeignKey
ALTER TABLE "playbook_draft" ADD CONSTRAINT "playbook_draft_playbook_id_fkey" FOREIGN KEY ("playbook_id") REFERENCES "playbook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "playbook_draft" ADD CONSTRAINT "playbook_draft_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
