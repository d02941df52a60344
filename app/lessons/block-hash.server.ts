import { createHash } from 'node:crypto'
import type { Element, ElementContent } from 'hast'
import { type MediaShelf, mediaName } from './media.ts'
import { isComponentName, ruleOf } from './vocabulary.ts'

/** What names, measures or orders a block, but is nothing that people learn. */
const NOT_TAUGHT = new Set(['id', 'baseline', 'target', 'fixed', 'pass'])

/** Characters that no text holds: they keep the white space of code, where it means something. */
const KEPT_SPACE = '\u0001'
const KEPT_LINE = '\u0002'

/**
 * SHA-256 of what a block teaches, in hex. The same for every way of writing it with other white space or line breaks,
 * and for every version of the compiler, because it is taken before anything is drawn: people redo only blocks
 * whose hash changed. A picture counts by its content. Answer keys and expectations count.
 */
export function blockHash(title: string, content: readonly ElementContent[], media: MediaShelf): string {
  const canonical = `${title}\n${content.map((node) => canonicalNode(node, media, false)).join('')}`
  return createHash('sha256').update(tidied(canonical)).digest('hex')
}

/** White space collapses, and falls away at the edges of everything but words in a line. */
function tidied(canonical: string): string {
  return canonical
    .replace(/\s+/g, ' ')
    .replace(/ ?(¶ ?)+/g, '¶')
    .replace(/[ ¶]*(⟦[^⟧]*⟧)[ ¶]*/g, '$1')
    .trim()
}

/** Elements within a line of text; at their edges white space parts words. */
const INLINE = new Set(
  'a abbr b br cite code del dfn em i img input ins kbd mark q s samp small span strong sub sup time var Term'.split(
    ' ',
  ),
)

function canonicalNode(node: ElementContent, media: MediaShelf, inCode: boolean): string {
  if (node.type === 'text') {
    const text = node.value.replace(/[⟦⟧¶]/g, ' ')
    return inCode ? text.trimEnd().replace(/\n/g, KEPT_LINE).replace(/[ \t]/g, KEPT_SPACE) : text
  }
  if (node.type !== 'element') return ''
  const inner = node.children.map((child) => canonicalNode(child, media, inCode || node.tagName === 'pre')).join('')
  // Whether Markdown makes a paragraph of one line depends on empty lines around it.
  if (node.tagName === 'p') return `¶${inner}¶`
  const tag = `${node.tagName}${canonicalAttributes(node, media)}`
  return INLINE.has(node.tagName) ? `‹${tag}›${inner}‹/›` : `⟦${tag}⟧${inner}⟦/⟧`
}

function canonicalAttributes({ tagName, properties }: Element, media: MediaShelf): string {
  const isBlock = isComponentName(tagName) && ruleOf(tagName).block === true
  return Object.entries(properties)
    .filter(([name, value]) => value !== null && value !== undefined && !(isBlock && NOT_TAUGHT.has(name)))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => ` ${name}=${JSON.stringify(canonicalValue(String(value), media))}`)
    .join('')
}

function canonicalValue(value: string, media: MediaShelf): string {
  const name = mediaName(value)
  const file = name !== null && Object.hasOwn(media, name) ? media[name] : undefined
  return file ? file.hash : value.replace(/[\s⟦⟧¶]+/g, ' ').trim()
}
