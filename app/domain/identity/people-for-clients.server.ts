import { z } from 'zod'
import { sql } from '#app/platform/database/sql.server.ts'
import { type ApiClient, ensureScope } from './api-tokens.server.ts'
import { type ListInput, type ListPage, pageOf, placeIn } from './client-lists.ts'
import { todayOf } from './today.ts'

/** A person of the migration, as programs get them. */
export const PersonItem = z.strictObject({
  id: z.uuid(),
  externalId: z.string().nullable(),
  name: z.string(),
  email: z.string(),
  language: z.string(),
  lastDay: z.iso.date().nullable(),
  audiences: z.array(z.string()),
  roles: z.array(z.string()),
})
export type PersonItem = z.output<typeof PersonItem>

/** Everybody who is or was in an audience of the migration, or has a role in it; with what they are in today. */
export async function peopleFor(
  client: ApiClient,
  query: z.output<typeof ListInput>,
  now: Date,
): Promise<ListPage<PersonItem>> {
  ensureScope(client, 'people:read')
  const from = placeIn(query)
  const { id: migration } = client.migration
  const today = todayOf(client, now)
  const rows = await sql<PersonItem & { createdAt: Date }>`
    SELECT p.id, p.external_id AS "externalId", p.name, p.email, p.language, p.left_on AS "lastDay",
      p.created_at AS "createdAt",
      ARRAY(SELECT a.slug FROM membership m JOIN audience a ON a.id = m.audience_id
        WHERE m.person_id = p.id AND a.migration_id = ${migration}
          AND m."from" <= ${today} AND (m."to" IS NULL OR m."to" > ${today}) ORDER BY a.slug) AS audiences,
      ARRAY(SELECT DISTINCT g.role::text FROM role_grant g
        WHERE g.person_id = p.id AND g.migration_id = ${migration} AND g.ended_at IS NULL ORDER BY 1) AS roles
    FROM person p
    WHERE p.erased_at IS NULL AND (p.created_at, p.id) > (${from[0]}::timestamptz, ${from[1]}::uuid)
      AND (EXISTS (SELECT FROM membership m JOIN audience a ON a.id = m.audience_id
             WHERE m.person_id = p.id AND a.migration_id = ${migration})
        OR EXISTS (SELECT FROM role_grant g WHERE g.person_id = p.id AND g.migration_id = ${migration}))
    ORDER BY p.created_at, p.id LIMIT ${query.limit}`
  const page = pageOf(rows, from, (row) => [row.createdAt.toISOString(), row.id])
  return { ...page, data: page.data.map(({ createdAt: _, ...person }) => person) }
}
