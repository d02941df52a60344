import { readFile } from 'node:fs/promises'
import type { MigrationContent } from '#app/lessons/content.server.ts'
import { MEDIA_TYPES, type MediaFile } from '#app/lessons/media.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'

/** Stores the files that a document shows; each is kept once, by what it holds. */
export async function storeMedia(
  tx: Sql,
  media: readonly MediaFile[],
  { mediaPaths }: MigrationContent,
): Promise<void> {
  for (const { name, hash, extension } of media) {
    const [known] = await tx`SELECT FROM media WHERE hash = ${hash}`
    const file = mediaPaths[name]
    if (known || !file) continue
    const bytes = await readFile(file)
    const type = MEDIA_TYPES[extension]?.type ?? 'application/octet-stream'
    await tx`INSERT INTO media (hash, type, size, bytes) VALUES (${hash}, ${type}, ${bytes.length}, ${bytes})`
  }
}
