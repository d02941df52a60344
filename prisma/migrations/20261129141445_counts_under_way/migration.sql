-- CreateTable
CREATE TABLE "rollup_count" (
    "part" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL,

    CONSTRAINT "rollup_count_pkey" PRIMARY KEY ("part")
);
