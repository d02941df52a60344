import { z } from 'zod'
import { type ApiClient, ensureScope } from '#app/domain/identity/api-tokens.server.ts'
import { ARRIVAL_FORMAT, settledUntil } from '#app/domain/identity/arrivals.server.ts'
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

type Row = Omit<CompletionItem, 'completedAt'> & { completedAt: Date; storedAt: string }

/** Completions in the order in which they came in; `since` is about when they happened. */
export async function completionsFor(
  client: ApiClient,
  query: z.output<typeof CompletionsInput>,
): Promise<ListPage<CompletionItem>> {
  ensureScope(client, 'completions:read')
  const from = placeIn(query)
  const until = await settledUntil()
  const rows = await sql<Row>`
    SELECT c.id, c.person_id AS person, p.external_id AS "externalId", m.slug AS module, r.label AS release,
      c.completed_at AS "completedAt", c.source::text, to_char(c.stored_at, ${ARRIVAL_FORMAT}) AS "storedAt"
    FROM completion c JOIN module m ON m.id = c.module_id JOIN release r ON r.id = c.release_id
    JOIN person p ON p.id = c.person_id
    WHERE m.migration_id = ${client.migration.id} AND (c.stored_at, c.id) > (${from[0]}::timestamptz, ${from[1]}::uuid)
      AND c.stored_at < ${until}::timestamptz AND (${query.since ?? null}::timestamptz IS NULL OR c.completed_at >= ${query.since ?? null})
      AND (${query.module ?? null}::text IS NULL OR m.slug = ${query.module ?? null})
    ORDER BY c.stored_at, c.id LIMIT ${query.limit}`
  const page = pageOf(rows, from, (row) => [row.storedAt, row.id])
  return {
    ...page,
    data: page.data.map(({ storedAt: _, ...row }) => ({ ...row, completedAt: row.completedAt.toISOString() })),
  }
}
