import type { Element } from 'hast'
import type { Nodes } from 'mdast'

/** What stands within a line; everything else parts words. */
const LINE = new Set(
  'text inlineCode strong emphasis delete link mdxJsxTextElement a b code del em i kbd mark s small span sub sup Term'.split(
    ' ',
  ),
)

/** The plain words in a part of a syntax tree or of HTML, in one line. */
export function wordsIn(node: Nodes | Element | { children: readonly unknown[] }): string {
  const parts: string[] = []
  const gather = (part: unknown) => {
    const { type = '', tagName = type, value, children = [] } = part as AnyNode
    if ((type === 'text' || type === 'inlineCode' || type === 'code') && typeof value === 'string') parts.push(value)
    for (const child of children) gather(child)
    if (!LINE.has(tagName)) parts.push(' ')
  }
  gather(node)
  return parts.join('').replace(/\s+/g, ' ').trim()
}

type AnyNode = { type?: string; tagName?: string; value?: unknown; children?: unknown[] }
