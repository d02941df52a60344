import { v7, validate } from 'uuid'

/**
 * A new UUIDv7: unique anywhere, and in order of time within a process. `at` is for what happened earlier
 * (demo data, imports).
 */
export function newId(at?: Date): string {
  return at ? v7({ msecs: at.getTime() }) : v7()
}

/** The instant that a UUIDv7 carries in its first 48 bits, in whole milliseconds. */
export function idTime(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16))
}

/** What came in a URL or a form, if it can be an id at all; null else, which equals no id in a statement. */
export function asId(text: string | null | undefined): string | null {
  return text && validate(text) ? text : null
}
