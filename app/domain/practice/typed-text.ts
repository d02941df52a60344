/**
 * Text as it is kept with an event, and as the lab judges it: browser and server cut and clean alike, so that what one
 * saw the other replays. Pure.
 */
import { LONGEST_TEXT } from './limits.ts'

/**
 * What a person typed, in a form that can be stored: without U+0000 and half characters, which PostgreSQL does not
 * take, and cut at the most that is kept. Never refused: a press whose words could not be kept whole is still a press.
 */
export function keptText(typed: string): string {
  return typed.replaceAll('\0', '').slice(0, LONGEST_TEXT).toWellFormed()
}

/** Whether an id can be stored as it is. Ids are the author's, not typed: one that cannot is nobody's. */
export function isStorable(id: string): boolean {
  return id.isWellFormed() && !id.includes('\0')
}
