import { QUOTE_LIMIT } from '#app/domain/confusion/limits.ts'

/** The words that are marked in an element now, for a quotation; null where none are. */
export function markedWords(within: Element | null): string | null {
  const selection = window.getSelection()
  if (!within || !selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!within.contains(range.commonAncestorContainer)) return null
  const words = selection.toString().replace(/\s+/g, ' ').trim()
  return words === '' ? null : words.slice(0, QUOTE_LIMIT)
}

const NAME = 'quoted-words'
const highlights = globalThis.CSS?.highlights

/** Keeps the marked words visible in the text while a report on them is open; a browser that cannot shows them unmarked. */
export function keepMarked(within: Element | null): void {
  const selection = window.getSelection()
  if (within && selection && !selection.isCollapsed) markRange(selection.getRangeAt(0).cloneRange())
}

export function markRange(range: Range): void {
  highlights?.set(NAME, new Highlight(range))
}

export function releaseMarked(): void {
  highlights?.delete(NAME)
}
