import { type Sql, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import type { Attachment } from '#app/platform/mailer.server.ts'

/** How long files of mails are kept: longer than any mail waits to be sent. */
const KEPT_MS = 30 * 86_400_000

/** Keeps files that mails of the same transaction carry, once for all of them. Answers what the mails name them by. */
export async function keepAttachments(tx: Sql, files: readonly Attachment[], now: Date): Promise<string> {
  const bundleId = newId(now)
  await tx`INSERT INTO mail_bundle (id, created_at) VALUES (${bundleId}, ${now})`
  for (const [position, { name, type, inlineAs, content }] of files.entries()) {
    await tx`
      INSERT INTO mail_attachment (id, bundle_id, position, name, type, inline_as, content)
      VALUES (${newId(now)}, ${bundleId}, ${position}, ${name}, ${type}, ${inlineAs}, ${content})`
  }
  return bundleId
}

/** The files of a mail, in their order. */
export async function attachmentsOf(tx: Sql, bundleId: string | null): Promise<Attachment[]> {
  if (bundleId === null) return []
  return tx<Attachment>`
    SELECT name, type, inline_as AS "inlineAs", content FROM mail_attachment
    WHERE bundle_id = ${bundleId}::uuid ORDER BY position`
}

/** Forgets the files of mails older than a month; the mails stay. */
export async function forgetOldAttachments(now: Date): Promise<void> {
  await sql`DELETE FROM mail_bundle WHERE created_at < ${new Date(now.getTime() - KEPT_MS)}`
}
