-- CreateTable
CREATE TABLE "session_host" (
    "session_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "told_sequence" INTEGER NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_host_pkey" PRIMARY KEY ("session_id","person_id")
);

-- CreateIndex
CREATE INDEX "session_host_person_id_idx" ON "session_host"("person_id");

-- AddForeignKey
ALTER TABLE "session_host" ADD CONSTRAINT "session_host_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "cohort_session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_host" ADD CONSTRAINT "session_host_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
