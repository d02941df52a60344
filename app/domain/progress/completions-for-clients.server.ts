import { z } from 'zod'
import { type ApiClient, ensureScope } from '#app/domain/identity/api-tokens.server.ts'
import { HappenedInput, type ListPage, pageOf, placeIn } from '#app/domain/identity/client-lists.ts'
import { sql } from '#app/platform/database/sql.server.ts'

/** A completion, as programs get it. */
export const CompletionItem = z.strictObject({
  id: z.uuid(),
  person: z.uuid(),
  externalId: z.string().nullable(),
  module: z.string(),
  release: z.string(),
  completedAt: z.iso.datetime(),
  source: z.enum(['rule', 'confirmed', 'refresher', 'reported']),
})
export type CompletionItem = z.output<typeof CompletionItem>

export const CompletionsInput = HappenedInput.extend({ module: z.string().max(200).optional() })

type Row = Omit<CompletionItem, 'completedAt'> & { completedAt: Date }

/** Completions by the time at which they happened; `since` is that time. One that arrived late stands at its own. */
export async function completionsFor(
  client: ApiClient,
  query: z.output<typeof CompletionsInput>,
): Promise<ListPage<CompletionItem>> {
  ensureScope(client, 'completions:read')
  const [from, id] = placeIn(query)
  const rows = await sql<Row>`
    SELECT c.id, c.person_id AS person, p.external_id AS "externalId", m.slug AS module, r.label AS release,
      c.completed_at AS "completedAt", c.source::text
    FROM completion c JOIN module m ON m.id = c.module_id JOIN release r ON r.id = c.release_id
    JOIN person p ON p.id = c.person_id
    WHERE m.migration_id = ${client.migration.id} AND (c.completed_at, c.id) > (${from}, ${id}::uuid)
      AND (${query.module ?? null}::text IS NULL OR m.slug = ${query.module ?? null})
    ORDER BY c.completed_at, c.id LIMIT ${query.limit + 1}`
  const items = rows.map((row) => ({ ...row, completedAt: row.completedAt.toISOString() }))
  return pageOf(items, query.limit, (item) => [item.completedAt, item.id])
}
