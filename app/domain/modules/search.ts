/** Words of a search, and how they are asked for. Pure. */

const MOST_WORDS = 8

/** The words of what somebody typed, lower case; what parts words is left out. */
export function wordsOf(query: string): string[] {
  return (
    query
      .toLowerCase()
      .normalize('NFC')
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, MOST_WORDS) ?? []
  )
}

/** Without accents, as words are compared that may be mistyped. */
export function plainOf(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** `&`: all of the words must occur; `|`: one of them. `in` names the weights of the places that count: `A` are titles. */
export type Asked = { join?: '&' | '|'; in?: 'A' | 'AB' }

/** The words as PostgreSQL's `to_tsquery` wants them: each may be the beginning of one. */
export function tsQuery(words: readonly string[], { join = '&', in: weights }: Asked = {}): string {
  return words.map((word) => `${word}:*${weights ?? ''}`).join(` ${join} `)
}

/** Marks around what matched, in characters that no text holds. */
export const MARK = { from: '\u0001', to: '\u0002' } as const

export type Piece = { text: string; marked: boolean }

/** A marked text as pieces of plain text. */
export function pieces(text: string): Piece[] {
  return text.split(MARK.from).flatMap((part, index) => {
    const end = part.indexOf(MARK.to)
    if (index === 0 || end < 0) return part ? [{ text: part, marked: false }] : []
    const rest = part.slice(end + 1)
    return [{ text: part.slice(0, end), marked: true }, ...(rest ? [{ text: rest, marked: false }] : [])]
  })
}

/** Whether anything in a text is marked. */
export const hasMark = (text: string): boolean => text.includes(MARK.from)
