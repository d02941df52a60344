/** Whether what a person typed into a check means the answer that an author wrote. Pure. */
import { numbersMeant } from './lab-values.ts'
import { plainLetters } from './slug.ts'

/** A number that is right within a tolerance, both ends included; `unit` may be typed behind it. */
export type NumberWanted = { is: number; within: number; unit: string | null }

/** People type `1.200,50`, `1,200.50` or `1200.5`, with the unit or without. */
export function meansNumber(typed: string, { is, within, unit }: NumberWanted): boolean {
  const bare = unit === null ? typed : withoutUnit(typed, unit)
  // What is 0.1 off is not farther off for being kept in binary.
  const slack = Number.EPSILON * 8 * Math.max(1, Math.abs(is), within)
  return numbersMeant(bare).some((meant) => Math.abs(meant - is) <= within + slack)
}

function withoutUnit(typed: string, unit: string): string {
  const plain = typed.trim()
  const end = plain.length - unit.length
  return end > 0 && plainLetters(plain.slice(end)) === plainLetters(unit) ? plain.slice(0, end) : plain
}

/** Whether two texts are the same to a person: case, accents, width of characters and spaces do not matter. */
export function sameWords(typed: string, accepted: string): boolean {
  return plainWords(typed) === plainWords(accepted)
}

/** The one spelling by which typed words are compared and counted. */
export function plainWords(text: string): string {
  return plainLetters(text).replace(/\s+/g, '')
}
