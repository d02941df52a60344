-- CreateTable
CREATE TABLE "library_answer" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "module_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "cluster_id" UUID,
    "question" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "number" INTEGER NOT NULL DEFAULT 1,
    "kept_at" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3) NOT NULL,
    "edited_by_id" UUID NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "library_answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answer_notice" (
    "id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "audience_id" UUID NOT NULL,
    "words" TEXT NOT NULL,
    "people" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID NOT NULL,

    CONSTRAINT "answer_notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "asked_callout" (
    "id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "words" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "done_by_id" UUID,

    CONSTRAINT "asked_callout_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "library_answer_migration_id_idx" ON "library_answer"("migration_id");

-- CreateIndex
CREATE INDEX "library_answer_module_id_block_id_idx" ON "library_answer"("module_id", "block_id");

-- CreateIndex
CREATE INDEX "library_answer_cluster_id_idx" ON "library_answer"("cluster_id");

-- CreateIndex
CREATE INDEX "answer_notice_cluster_id_idx" ON "answer_notice"("cluster_id");

-- CreateIndex
CREATE UNIQUE INDEX "answer_notice_source_id_audience_id_key" ON "answer_notice"("source_id", "audience_id");

-- CreateIndex
CREATE INDEX "asked_callout_cluster_id_idx" ON "asked_callout"("cluster_id");

-- AddForeignKey
ALTER TABLE "library_answer" ADD CONSTRAINT "library_answer_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "library_answer" ADD CONSTRAINT "library_answer_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "library_answer" ADD CONSTRAINT "library_answer_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "confusion_cluster"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "library_answer" ADD CONSTRAINT "library_answer_edited_by_id_fkey" FOREIGN KEY ("edited_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_notice" ADD CONSTRAINT "answer_notice_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "confusion_cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_notice" ADD CONSTRAINT "answer_notice_audience_id_fkey" FOREIGN KEY ("audience_id") REFERENCES "audience"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_notice" ADD CONSTRAINT "answer_notice_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asked_callout" ADD CONSTRAINT "asked_callout_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "confusion_cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asked_callout" ADD CONSTRAINT "asked_callout_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asked_callout" ADD CONSTRAINT "asked_callout_done_by_id_fkey" FOREIGN KEY ("done_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Cannot be told in the schema.

-- Whatever is asked for twice at once is asked for once; a trouble has one answer in the library.
CREATE UNIQUE INDEX asked_callout_once ON asked_callout (cluster_id) WHERE done_at IS NULL;
CREATE UNIQUE INDEX library_answer_once ON library_answer (cluster_id) WHERE retired_at IS NULL;
ALTER TABLE asked_callout ADD CONSTRAINT callout_done_by_somebody CHECK ((done_at IS NULL) = (done_by_id IS NULL));
CREATE TRIGGER is_of_one_migration BEFORE INSERT OR UPDATE ON library_answer FOR EACH ROW EXECUTE FUNCTION is_of_one_migration();
CREATE TRIGGER is_of_one_migration BEFORE INSERT OR UPDATE ON answer_notice FOR EACH ROW EXECUTE FUNCTION is_of_one_migration();

-- The same rule, asked of the cluster at hand alone: with many merges, looking at all of them took each one longer.
CREATE OR REPLACE FUNCTION merges_lie_flat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM confusion_cluster WHERE id = NEW.merged_into_id FOR SHARE;
  IF EXISTS (SELECT FROM confusion_cluster c WHERE c.id = NEW.id AND c.merged_into_id IS NOT NULL AND (
      EXISTS (SELECT FROM confusion_cluster i WHERE i.merged_into_id = c.id)
      OR EXISTS (SELECT FROM confusion_cluster t WHERE t.id = c.merged_into_id AND t.merged_into_id IS NOT NULL))) THEN
    RAISE EXCEPTION 'cluster % is part of a chain of merges', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;
