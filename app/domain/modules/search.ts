/** Words of a search, and where they are found. Pure. */
import type { Block, Lesson } from '#app/lessons/tree.ts'

/** The words of what somebody typed, lower case, at most eight; what parts words is left out. */
export function wordsOf(query: string): string[] {
  return (
    query
      .toLowerCase()
      .normalize('NFC')
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, 8) ?? []
  )
}

/** The words as PostgreSQL's `to_tsquery` wants them: all must occur, each may be the beginning of one. */
export function tsQuery(words: readonly string[]): string {
  return words.map((word) => `${word}:*`).join(' & ')
}

/** Marks around what matched, in characters that no text holds. */
export const MARK = { from: '\u0001', to: '\u0002' } as const

export type Piece = { text: string; marked: boolean }

/** A marked excerpt as pieces of plain text; null if nothing in it is marked. */
export function pieces(excerpt: string): Piece[] | null {
  if (!excerpt.includes(MARK.from)) return null
  return excerpt.split(MARK.from).flatMap((part, index) => {
    const end = part.indexOf(MARK.to)
    if (index === 0 || end < 0) return part ? [{ text: part, marked: false }] : []
    const rest = part.slice(end + 1)
    return [{ text: part.slice(0, end), marked: true }, ...(rest ? [{ text: rest, marked: false }] : [])]
  })
}

/** The first section that holds all of the words, by title before text; null if they are spread over several. */
export function blockWith({ blocks }: Lesson, words: readonly string[]): { id: string; title: string } | null {
  const sections = blocks.filter((block) => block.kind === 'section')
  const inTitle = sections.find(({ title }) => holdsAll(title, words))
  const found = inTitle ?? sections.find((block) => holdsAll(textOf(block), words))
  return found ? { id: found.id, title: found.title } : null
}

function textOf(block: Block): string {
  if (block.kind !== 'section') return block.title
  return block.nodes.map((node) => ('html' in node ? node.html.replace(/<[^>]*>/g, ' ') : '')).join(' ')
}

/** Words match by their beginning, without the ending that parts one from many. */
function holdsAll(text: string, words: readonly string[]): boolean {
  const lower = ` ${wordsIn(text)}`
  return words.every((word) => lower.includes(` ${word.length > 4 ? word.replace(/e?s$/, '') : word}`))
}

function wordsIn(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
}
