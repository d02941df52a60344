-- With the person in it, the people who reached a block are counted from the index alone. Without, PostgreSQL looks at
-- every person for each of the board's blocks, because the key begins with the person.
DROP INDEX "block_seen_release_id_block_id_idx";
CREATE INDEX "block_seen_release_id_block_id_person_id_idx" ON "block_seen"("release_id", "block_id", "person_id");
