/**
 * Characters that no content file may hold: nobody sees them in an editor, and they make a text something else than what
 * its readers see, or something that no database keeps. Pure.
 */
import { placeAt, type Tell } from './problem.ts'

/** Marks that change the order of what follows: a line of a file can look like another one (“Trojan Source”, CVE-2021-42574). */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/u
const REFUSED = /(?![\t\n\r])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu
/** The same marks, written by their number. */
const TURNS_BY_NUMBER = /&#(?:x0*(?:202[a-e]|206[6-9])|0*(?:823[4-8]|829[4-7]));/giu

/** Whether a value holds such a character; for what is only made by an escape. */
export function isUnreadable(text: string): boolean {
  return text.search(REFUSED) >= 0
}

/** Tells each such character of a file; answers whether there is none. */
export function checkCharacters(text: string, tell: Tell): boolean {
  const found = [...text.matchAll(REFUSED), ...text.matchAll(TURNS_BY_NUMBER)]
  for (const { 0: written, index } of found) tell(placeAt(text, index), wordsFor(written))
  return found.length === 0
}

function wordsFor(written: string): string {
  if (written.length > 1) return `${written} stands for a mark that changes the order of letters. Delete it.`
  const code = `U+${written.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
  if (written === '\0') return `There is a character here that no text can hold (${code}). Delete it.`
  if (TURNS.test(written))
    return `There is an invisible mark here that changes the order of letters (${code}). Delete it.`
  return `There is an invisible character here that no text needs (${code}). Delete it.`
}
