/**
 * A list of attempts for programs that may not know the times of people: in order of whole weeks, and within a week of an
 * id that tells nothing. As what changes in the running week may stand anywhere in it, that week is read again each time.
 */
import { readCursor, unreadable, writeCursor } from '#app/domain/identity/cursor.ts'
import { type LocalDay, weekOf } from '#app/domain/migrations/local-days.ts'

/** A place in the list: a week, and the veil of the last attempt before the place, in hex; empty for the week's beginning. */
export type PlaceInWeeks = { week: LocalDay; veil: string }

const BEGINNING: LocalDay = '1970-01-05'
const DAY = /^\d{4}-\d\d-\d\d$/
const VEIL = /^([0-9a-f]{32}) (\S+)$/

/**
 * Where a list goes on, and the week in which this reading of it began: once at its end, the next goes on there. A cursor
 * that names anything but whole weeks is refused.
 */
export function placeInWeeks(after: string | undefined, thisWeek: LocalDay): PlaceInWeeks & { began: LocalDay } {
  if (!after) return { week: BEGINNING, veil: '', began: thisWeek }
  const [week, rest] = readCursor(after)
  const [, veil = '', began = thisWeek] = VEIL.exec(rest) ?? []
  if (!isWeek(week) || !isWeek(began) || (veil === '' && rest !== '')) throw unreadable()
  return { week, veil, began }
}

/** The cursor after a page: behind its last row if it is full, else the beginning of the week in which the reading began. */
export function cursorAfter(rows: readonly PlaceInWeeks[], limit: number, began: LocalDay): string {
  const last = rows.at(-1)
  return last && rows.length === limit ? writeCursor(last.week, `${last.veil} ${began}`) : writeCursor(began, '')
}

/** A veil of 32 hex digits as a UUID: of version 8, which promises nothing. */
export function veiledId(veil: string): string {
  const variant = ((Number.parseInt(veil.charAt(16), 16) & 0x3) | 0x8).toString(16)
  const third = `8${veil.slice(13, 16)}`
  const fourth = variant + veil.slice(17, 20)
  return [veil.slice(0, 8), veil.slice(8, 12), third, fourth, veil.slice(20)].join('-')
}

function isWeek(text: string): boolean {
  return DAY.test(text) && !Number.isNaN(Date.parse(text)) && weekOf(text) === text
}
