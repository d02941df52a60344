/** Lists that programs read page by page, in order of an instant and an id: what comes later is found by going on. */
import { z } from 'zod'
import { asId } from '#app/platform/ids.ts'
import { readCursor, unreadable, writeCursor } from './cursor.ts'

export const LIST_MOST = 500

/** What every list takes: how many rows, and where the page before ended. */
export const ListInput = z.object({
  limit: z.coerce.number().int().min(1).max(LIST_MOST).default(100),
  after: z
    .string()
    .max(1_000)
    .optional()
    .describe(
      '`next` of the page before. A page with fewer rows than `limit` is the last for now; its `next` goes on.',
    ),
})

/** Lists of what happened also leave out what happened before an instant. */
export const HappenedInput = ListInput.extend({
  since: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('Leaves out what happened before it, whenever it came in.'),
})
export type HappenedInput = z.output<typeof HappenedInput>

/** A page of a list, and where to go on; it is the last for now where it has fewer rows than were asked for. */
export type ListPage<Item> = { data: Item[]; next: string }

/** The instant, as text, and the id after which a list goes on. */
export type Place = [string, string]

const BEGINNING: Place = ['1970-01-01T00:00:00.000Z', '00000000-0000-0000-0000-000000000000']

/** An instant in UTC, in milliseconds or microseconds: a cursor must not lose what orders the list. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(?:\d{3})?Z$/

/** Where a list goes on: at its beginning without a cursor. */
export function placeIn({ after }: { after?: string | undefined }): Place {
  if (!after) return BEGINNING
  const [at, id] = readCursor(after)
  if (!INSTANT.test(at) || Number.isNaN(Date.parse(at)) || asId(id) === null) throw unreadable()
  return [at, id]
}

/** `rows` as a page: the next goes on after the last of them, or again from the same place where there is none. */
export function pageOf<Item>(rows: Item[], from: Place, placeOf: (item: Item) => Place): ListPage<Item> {
  const last = rows.at(-1)
  return { data: rows, next: writeCursor(...(last ? placeOf(last) : from)) }
}
