import { counted } from '#app/components/format.ts'
import type { LeftOut } from '#app/domain/confusion/merging.ts'

const NAMED = 3
const SHORT = 40

/** What could not be done, after what was: each question by its first words, with the reason. */
export function leftOutWords(leftOut: readonly LeftOut[]): string {
  if (leftOut.length === 0) return ''
  const named = leftOut.slice(0, NAMED).map(({ question, why }) => `“${short(question)}” ${why.split(':')[0]}`)
  const more = leftOut.length - named.length
  return ` Not done: ${named.join('; ')}${more > 0 ? `; and ${counted(more, 'other', 'others')}` : ''}.`
}

const short = (words: string) => (words.length > SHORT ? `${words.slice(0, SHORT).trimEnd()} …` : words)
