/** Lists that programs read page by page, in order of an instant and an id: what comes later is found by going on. */
import { z } from 'zod'
import { readInstantCursor, writeCursor } from './cursor.ts'

export const LIST_MOST = 500

/** What every list takes: how many rows, and where the page before ended. */
export const ListInput = z.object({
  limit: z.coerce.number().int().min(1).max(LIST_MOST).default(100),
  after: z.string().max(1_000).optional(),
})

/** Lists of what happened also take from when on. */
export const HappenedInput = ListInput.extend({ since: z.iso.datetime({ offset: true }).optional() })
export type HappenedInput = z.output<typeof HappenedInput>

/** A page of a list; `next` is null on the last one. */
export type ListPage<Item> = { data: Item[]; next: string | null }

/** Where a list goes on: after this instant and id; from the beginning of time without a cursor. */
export function placeIn({ after, since }: { after?: string | undefined; since?: string | undefined }): [Date, string] {
  if (after) return readInstantCursor(after)
  return [new Date(since ?? 0), '00000000-0000-0000-0000-000000000000']
}

/** Cuts `rows`, of which one more than `limit` was read, to a page. `placeOf` tells an item's instant and id. */
export function pageOf<Item>(rows: Item[], limit: number, placeOf: (item: Item) => [string, string]): ListPage<Item> {
  const data = rows.slice(0, limit)
  const last = rows.length > limit ? data.at(-1) : undefined
  return { data, next: last ? writeCursor(...placeOf(last)) : null }
}
