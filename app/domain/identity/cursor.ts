import { isUnprintable } from '#app/domain/control-characters.ts'
import { Refusal } from '#app/domain/errors.ts'

/** Where a page of a list ended, as it stands in a URL: opaque, and safe to paste. */
export const writeCursor = (...last: [string, string]): string => btoa(encodeURIComponent(JSON.stringify(last)))

/** The two values that a page ended with, read back; a cursor that we did not write is refused. */
export function readCursor(cursor: string): [string, string] {
  try {
    const last: unknown = JSON.parse(decodeURIComponent(atob(cursor)))
    if (Array.isArray(last)) {
      const [one, other] = last
      if (isPlain(one) && isPlain(other)) return [one, other]
    }
  } catch {
    // told below
  }
  throw unreadable()
}

/** The same for lists in order of time. */
export function readInstantCursor(cursor: string): [Date, string] {
  const [at, id] = readCursor(cursor)
  const instant = new Date(at)
  if (Number.isNaN(instant.getTime())) throw unreadable()
  return [instant, id]
}

/** A name has no control characters either: `people.ts`. */
const isPlain = (value: unknown): value is string => typeof value === 'string' && !isUnprintable(value)

/** Refuses a cursor that we did not write. */
export const unreadable = (): Refusal =>
  new Refusal('invalid', 'This part of the list cannot be found. Start at its beginning.')
