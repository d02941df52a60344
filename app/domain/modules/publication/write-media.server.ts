import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { MigrationContent } from '#app/lessons/content.server.ts'
import { MEDIA_TYPES, type MediaFile } from '#app/lessons/media.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { Refusal } from '../../errors.ts'

/**
 * Stores the files that a document shows; each is kept once, by what it holds. The bytes are read again only now, so a
 * file that was changed or deleted since the folder was read refuses the publication with `conflict`.
 */
export async function storeMedia(
  tx: Sql,
  media: readonly MediaFile[],
  { mediaPaths }: MigrationContent,
): Promise<void> {
  for (const { name, hash, extension } of media) {
    const [known] = await tx`SELECT FROM media WHERE hash = ${hash}`
    if (known) continue
    const bytes = await readFile(mediaPaths[name] ?? '').catch(() => null)
    if (bytes === null || createHash('sha256').update(bytes).digest('hex') !== hash) {
      const what = bytes === null ? 'was deleted' : 'has changed'
      throw new Refusal('conflict', `media/${name} ${what} since the content was read. Look at the preview again.`)
    }
    const type = MEDIA_TYPES[extension]?.type ?? 'application/octet-stream'
    await tx`INSERT INTO media (hash, type, size, bytes) VALUES (${hash}, ${type}, ${bytes.length}, ${bytes})`
  }
}
