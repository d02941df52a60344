import { QUOTE_LIMIT } from '#app/domain/confusion/limits.ts'

/** A sentence of a block, and where it stands on the page. */
export type Sentence = { words: string; range: Range }

const TEXTS = 'p, li, dt, dd, th, td, h3, h4, figcaption'
const UNSEEN = '.sr, [hidden]'

/** The sentences of a block's own text, in their order; none where it has no text of its own: a film, a lab. */
export function sentencesOf(blockId: string): Sentence[] {
  const block = document.getElementById(blockId)
  const found = new Map<string, Sentence>()
  for (const text of block?.querySelectorAll(`.prose :is(${TEXTS})`) ?? []) {
    if (text.closest('.nested, .lesson-block') !== block || text.closest('.report') || text.querySelector(TEXTS))
      continue
    for (const sentence of sentencesIn(text)) if (!found.has(sentence.words)) found.set(sentence.words, sentence)
  }
  return [...found.values()]
}

function sentencesIn(text: Element): Sentence[] {
  const nodes = textNodesOf(text)
  const whole = nodes.map(({ data }) => data).join('')
  return partsOf(whole).flatMap(({ start, end }) => {
    const words = whole.slice(start, end).replace(/\s+/g, ' ').trim().slice(0, QUOTE_LIMIT)
    return words === '' ? [] : [{ words, range: rangeOver(nodes, start, end) }]
  })
}

/** A browser that cannot tell sentences apart takes a paragraph for one. */
function partsOf(whole: string): { start: number; end: number }[] {
  if (!('Segmenter' in Intl)) return [{ start: 0, end: (whole as string).length }]
  const sentences = new Intl.Segmenter(document.documentElement.lang, { granularity: 'sentence' }).segment(whole)
  return Array.from(sentences, ({ index, segment }) => ({ start: index, end: index + segment.trimEnd().length }))
}

function textNodesOf(text: Element): Text[] {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
  const nodes: Text[] = []
  while (walker.nextNode()) {
    const node = walker.currentNode as Text
    if (!node.parentElement?.closest(UNSEEN)) nodes.push(node)
  }
  return nodes
}

function rangeOver(nodes: readonly Text[], start: number, end: number): Range {
  const range = document.createRange()
  let before = 0
  for (const node of nodes) {
    const after = before + node.length
    if (start >= before && start < after) range.setStart(node, start - before)
    if (end > before && end <= after) range.setEnd(node, end - before)
    before = after
  }
  return range
}
