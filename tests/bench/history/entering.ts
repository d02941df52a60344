import { issueToken } from '#app/domain/identity/api-tokens.server.ts'
import { openSession, viewerOfSession } from '#app/domain/identity/sessions.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'

/** The cookie of whoever leads the migration of a history, and a token for a program that reads its figures. */
export async function enter(): Promise<{ cookie: string; token: string }> {
  const now = new Date()
  const [lead] = await sql<{ id: string }>`SELECT id FROM person WHERE email = 'lead@bench.example'`
  const session = await openSession(lead?.id ?? '', now)
  const viewer = await viewerOfSession(session.id, now)
  if (!viewer) throw new Error('This history has no lead.')
  const token = await issueToken(viewer, { name: `Bench ${newId(now)}`, scopes: ['metrics:read'] }, now)
  return { cookie: `session=${session.id}`, token }
}
