import { z } from 'zod'

// PostgreSQL keeps no NUL, and a page shows no other control character.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g

/** Line ends as one character, no control characters, nothing around. */
const plain = (words: string): string => words.replace(/\r\n?/g, '\n').replace(CONTROL, '').trim()

/** Words that must be there. `missing` says what to enter. */
export function wordsInput(missing: string, limit: number) {
  return z
    .string({ error: missing })
    .transform(plain)
    .pipe(z.string().min(1, missing).max(limit, tooLong(limit)))
}

/** Words that may be left out; empty ones count as left out. */
export function optionalWordsInput(limit: number) {
  return z
    .string()
    .optional()
    .transform((words) => plain(words ?? '') || null)
    .pipe(z.string().max(limit, tooLong(limit)).nullable())
}

const tooLong = (limit: number) => `Keep it under ${limit.toLocaleString('en-GB')} characters.`
