import { z } from 'zod'
import { type ApiClient, ensureScope } from '#app/domain/identity/api-tokens.server.ts'
import { type ListInput, type ListPage, pageOf, placeIn } from '#app/domain/identity/client-lists.ts'
import { sql } from '#app/platform/database/sql.server.ts'

/** A module with its current release, as programs get it. */
export const ModuleItem = z.strictObject({
  slug: z.string(),
  title: z.string(),
  kind: z.string(),
  minutes: z.number().int(),
  release: z.strictObject({ label: z.string(), publishedAt: z.iso.datetime() }),
  milestones: z.array(z.string()),
  tasks: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      clock: z.enum(['active', 'wall']),
      baselineMs: z.number().int().nullable(),
    }),
  ),
})
export type ModuleItem = z.output<typeof ModuleItem>

type Row = ModuleItem & { createdAt: string; id: string }

/** Every module that is offered in the client's migration. A task's baseline is that of the old product, if one is known. */
export async function modulesFor(client: ApiClient, query: z.output<typeof ListInput>): Promise<ListPage<ModuleItem>> {
  ensureScope(client, 'modules:read')
  const from = placeIn(query)
  const rows = await sql<Row>`
    SELECT m.id, to_char(m.created_at, ${INSTANT}) AS "createdAt", m.slug, r.title, r.kind::text, r.minutes,
      jsonb_build_object('label', r.label, 'publishedAt', to_char(r.published_at, ${INSTANT})) AS release,
      ARRAY(SELECT s.slug FROM milestone s WHERE EXISTS (SELECT FROM assignment a
        WHERE a.module_id = m.id AND a.milestone_id = s.id AND a.ended_at IS NULL) ORDER BY s.date, s.slug) AS milestones,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.slug || '/' || t.block_id, 'title', t.title, 'clock', t.clock,
          'baselineMs', (SELECT b.median_ms FROM baseline b WHERE b.module_id = m.id AND b.block_id = t.block_id
            AND b.clock::text = t.clock AND b.source <> 'target' ORDER BY b.created_at DESC, b.id DESC LIMIT 1))
          ORDER BY t.position), '[]')
        FROM (SELECT b.block_id, b.title, b.position, CASE WHEN x.value -> 'definition' ->> 'setting' = 'lab'
                THEN 'active' ELSE 'wall' END AS clock
              FROM release_block b CROSS JOIN LATERAL jsonb_array_elements(r.tree -> 'blocks') x
              WHERE b.release_id = r.id AND b.kind = 'task' AND x.value ->> 'id' = b.block_id) t) AS tasks
    FROM module m JOIN release r ON r.id = m.current_release_id
    WHERE m.migration_id = ${client.migration.id} AND (m.created_at, m.id) > (${from[0]}::timestamptz, ${from[1]}::uuid)
    ORDER BY m.created_at, m.id LIMIT ${query.limit}`
  const page = pageOf(rows, from, (row) => [row.createdAt, row.id])
  return { ...page, data: page.data.map(({ id: _, createdAt: __, ...item }) => item) }
}

/** An instant in UTC with milliseconds, as JavaScript writes it: a cursor must not lose what orders the list. */
const INSTANT = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
