/** What a block says to the person who works through it, as lines. Pure. */
import type { Block } from '#app/lessons/tree.ts'
import { linesOfHtml } from './html-lines.ts'

/**
 * Everything that is read or seen in a block, in its order. What is accepted as right is not among it: a comparison must
 * not give away an answer.
 */
export function linesOfBlock(block: Block): string[] {
  if (block.kind !== 'section') return linesIn(block.definition)
  return block.nodes.flatMap((node) => ('html' in node ? linesOfHtml(node.html) : []))
}

/** What stands in a definition for people to read, whatever part of it. */
const READ = new Set(['title', 'label', 'hint', 'says', 'where', 'unit', 'value', 'text', 'words'])
/** The same, several in a line. */
const READ_IN_LINE = new Set(['cells', 'columns', 'place', 'options'])
/** What is right and what is wrong, and names that nobody sees. */
const NOT_READ = new Set(['expect', 'mistakes'])

function linesIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(linesIn)
  if (typeof part !== 'object' || part === null) return []
  const { label, value } = part as { label?: unknown; value?: unknown }
  const isFact = typeof label === 'string' && typeof value === 'string' && value !== ''
  return inReadingOrder(Object.entries(part)).flatMap(([name, held]): string[] => {
    if (NOT_READ.has(name)) return []
    if (isFact && name === 'value') return []
    if (isFact && name === 'label') return [`${label}: ${value}`]
    if (name === 'html' && typeof held === 'string') return linesOfHtml(held)
    if (READ_IN_LINE.has(name) && isWords(held)) return held.length > 0 ? [held.join(' | ')] : []
    if (READ.has(name) && typeof held === 'string') return held === '' ? [] : [held]
    return linesIn(held)
  })
}

/** What stands above what; a stored definition has its names in no order that means anything. */
const ABOVE = ['title', 'place', 'label', 'html', 'where', 'columns']
const BELOW = ['unit', 'options', 'hint', 'says']

function inReadingOrder(entries: [string, unknown][]): [string, unknown][] {
  const rank = ([name]: [string, unknown]) =>
    ABOVE.includes(name) ? ABOVE.indexOf(name) : ABOVE.length + 1 + BELOW.indexOf(name)
  return entries.toSorted((one, other) => rank(one) - rank(other))
}

const isWords = (held: unknown): held is string[] =>
  Array.isArray(held) && held.every((word) => typeof word === 'string')
