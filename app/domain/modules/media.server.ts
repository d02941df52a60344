import { sql } from '#app/platform/database/sql.server.ts'

/** A stored file, without its bytes. */
export type StoredMedia = { hash: string; size: number }

/** The file with this content hash, or null. Its address is known only to whoever may open a module that shows it. */
export async function mediaOf(hash: string): Promise<StoredMedia | null> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return null
  const [media] = await sql<StoredMedia>`SELECT hash, size FROM media WHERE hash = ${hash}`
  return media ?? null
}

/** The bytes from `start` to `end`, both included. */
export async function mediaBytes(hash: string, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  const [media] = await sql<{ bytes: Uint8Array<ArrayBuffer> }>`
    SELECT substring(bytes FROM ${start + 1}::int FOR ${end - start + 1}::int) AS bytes FROM media WHERE hash = ${hash}`
  return media?.bytes ?? new Uint8Array()
}
