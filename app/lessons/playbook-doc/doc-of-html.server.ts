import type { Element, ElementContent, Root } from 'hast'
import rehypeRaw from 'rehype-raw'
import { unified } from 'unified'
import { isTemplateVariable } from '../template-variables.ts'
import { wordsIn } from '../words-in.ts'
import { hrefOfWritten, OWN_PICTURE } from './addresses.ts'
import { CALLOUT_KINDS, type DocMark, type DocNode } from './doc.ts'

/** HTML as blocks of a playbook's document. What the schema does not have keeps its words and loses the rest. */
export function blocksOfHtml(html: string): DocNode[] {
  const root = unified()
    .use(rehypeRaw)
    .runSync({ type: 'root', children: [{ type: 'raw', value: html }] } as unknown as Root) as Root
  return blocksIn(root.children as ElementContent[])
}

/** A line of HTML as one paragraph. */
export function paragraphOfHtml(html: string): DocNode {
  const content = blocksOfHtml(html).flatMap((block) => block.content ?? [])
  return paragraph(content.filter(({ type }) => INLINE.has(type)))
}

const INLINE = new Set(['text', 'hardBreak', 'variable'])

export const paragraph = (content: DocNode[]): DocNode =>
  content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' }

const LINE = new Set('a abbr b br code del dfn em i input ins kbd mark s small span strong sub sup'.split(' '))

/** Blocks, with a paragraph around words that stand bare. */
function blocksIn(children: readonly ElementContent[]): DocNode[] {
  const blocks: DocNode[] = []
  let run: ElementContent[] = []
  const close = () => {
    const content = trimmed(lineOf(run, []))
    if (content.length > 0) blocks.push(paragraph(content))
    run = []
  }
  for (const child of children) {
    if (child.type === 'text' || (child.type === 'element' && LINE.has(child.tagName))) run.push(child)
    else if (child.type === 'element') {
      close()
      blocks.push(...blockOf(child))
    }
  }
  close()
  return blocks
}

/** Prose only: a heading becomes a paragraph, a table its words. For what cannot hold more. */
export function proseOf(blocks: readonly DocNode[]): DocNode[] {
  const prose = blocks.flatMap((block): DocNode[] => {
    if (block.type === 'paragraph' || block.type === 'bulletList' || block.type === 'orderedList') return [block]
    if (block.content?.every(({ type }) => INLINE.has(type))) return [paragraph(block.content)]
    return block.content ? proseOf(block.content) : []
  })
  return prose.length > 0 ? prose : [{ type: 'paragraph' }]
}

function blockOf(element: Element): DocNode[] {
  const { tagName, children } = element
  switch (tagName) {
    case 'p':
      return [...(wordsIn(element) === '' && !holdsPicture(element) ? [] : blocksIn(children))]
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return [{ type: 'heading', attrs: { level: 3 }, content: trimmed(lineOf(children, [])) }]
    case 'ul':
    case 'ol':
      return [listOf(element)]
    case 'blockquote':
      return [{ type: 'blockquote', content: filled(blocksIn(children)) }]
    case 'pre':
      return [codeOf(element)]
    case 'hr':
      return [{ type: 'horizontalRule' }]
    case 'table':
      return tableOf(element)
    case 'img':
      return pictureOf(element, '')
    case 'figure':
      return figureOf(element)
    case 'div':
      return isCallout(element) ? [calloutOf(element)] : blocksIn(children)
    default:
      return blocksIn(children)
  }
}

const filled = (blocks: DocNode[]): DocNode[] => (blocks.length > 0 ? blocks : [{ type: 'paragraph' }])
const elementsIn = ({ children }: Element): Element[] => children.filter((child) => child.type === 'element')
const holdsPicture = (element: Element): boolean => elementsIn(element).some(({ tagName }) => tagName === 'img')
const classesOf = ({ properties }: Element): string[] =>
  Array.isArray(properties.className) ? properties.className.map(String) : []
const propertyOf = ({ properties }: Element, name: string): string => String(properties[name] ?? '')

function codeOf(element: Element): DocNode {
  const gather = (node: ElementContent): string =>
    node.type === 'text' ? node.value : node.type === 'element' ? node.children.map(gather).join('') : ''
  const text = element.children.map(gather).join('').replace(/\n$/, '')
  return { type: 'codeBlock', ...(text ? { content: [{ type: 'text', text }] } : {}) }
}

function listOf(list: Element): DocNode {
  const items = elementsIn(list).map((item): DocNode => {
    const [first, ...rest] = proseOf(blocksIn(item.children))
    const starts = first?.type === 'paragraph' ? [first, ...rest] : [{ type: 'paragraph' }, ...(first ? [first] : [])]
    return { type: 'listItem', content: starts }
  })
  const start = Number(propertyOf(list, 'start')) || 1
  const content = items.length > 0 ? items : [{ type: 'listItem', content: [{ type: 'paragraph' }] }]
  return list.tagName === 'ol' ? { type: 'orderedList', attrs: { start }, content } : { type: 'bulletList', content }
}

function rowsIn(element: Element): Element[] {
  return elementsIn(element).flatMap((child) => (child.tagName === 'tr' ? [child] : rowsIn(child)))
}

/** The first row is the head; every row has as many cells as the longest. */
function tableOf(table: Element): DocNode[] {
  const rows = rowsIn(table).map((row) => elementsIn(row))
  const width = Math.max(0, ...rows.map((cells) => cells.length))
  if (width === 0) return []
  return [
    {
      type: 'table',
      content: rows.map((cells, place) => ({
        type: 'tableRow',
        content: Array.from({ length: width }, (_, column) => ({
          type: place === 0 ? 'tableHeader' : 'tableCell',
          content: paragraphsOf(cells[column]),
        })),
      })),
    },
  ]
}

function paragraphsOf(cell: Element | undefined): DocNode[] {
  const flat = (blocks: DocNode[]): DocNode[] =>
    blocks.flatMap((block) => (block.type === 'paragraph' ? [block] : flat(block.content ?? [])))
  return filled(flat(cell ? blocksIn(cell.children) : []))
}

function pictureOf(element: Element, caption: string): DocNode[] {
  const src = propertyOf(element, 'src')
  const alt = propertyOf(element, 'alt')
  if (!OWN_PICTURE.test(src)) return alt ? [paragraph([{ type: 'text', text: alt }])] : []
  const side = (name: string) => Number(propertyOf(element, name)) || null
  return [{ type: 'image', attrs: { src, alt, caption, width: side('width'), height: side('height') } }]
}

function figureOf(figure: Element): DocNode[] {
  const caption = elementsIn(figure).find(({ tagName }) => tagName === 'figcaption')
  const picture = elementsIn(figure).find(({ tagName }) => tagName === 'img')
  return picture ? pictureOf(picture, caption ? wordsIn(caption) : '') : blocksIn(figure.children)
}

const isCallout = (element: Element) => classesOf(element).includes('callout')

function calloutOf(element: Element): DocNode {
  const kind = CALLOUT_KINDS.find((one) => classesOf(element).includes(`callout-${one}`)) ?? 'note'
  const isTitle = (child: ElementContent) => child.type === 'element' && classesOf(child).includes('callout-title')
  const title = element.children.find(isTitle)
  const words = title?.type === 'element' ? wordsIn(title) : ''
  const own = words.toLowerCase() === kind ? '' : words
  const content = proseOf(blocksIn(element.children.filter((child) => !isTitle(child))))
  return { type: 'callout', attrs: { kind, title: own }, content }
}

const MARKS: Record<string, string> = {
  strong: 'bold',
  b: 'bold',
  em: 'italic',
  i: 'italic',
  code: 'code',
  kbd: 'code',
  del: 'strike',
  s: 'strike',
}

function lineOf(children: readonly ElementContent[], marks: readonly DocMark[]): DocNode[] {
  return children.flatMap((child): DocNode[] => {
    if (child.type === 'text') return textOf(child.value.replace(/\s+/g, ' '), marks)
    if (child.type !== 'element' || child.tagName === 'input') return []
    if (child.tagName === 'br') return [{ type: 'hardBreak' }]
    if (child.tagName === 'dfn') return termOf(child, marks)
    return lineOf(child.children, withMark(child, marks))
  })
}

function withMark(element: Element, marks: readonly DocMark[]): readonly DocMark[] {
  if (element.tagName === 'a') {
    const href = hrefOfWritten(propertyOf(element, 'href'))
    return href === null ? marks : [...marks, { type: 'link', attrs: { href } }]
  }
  const type = MARKS[element.tagName]
  return type === undefined || marks.some((mark) => mark.type === type) ? marks : [...marks, { type }]
}

/** What a term means stands behind it, in brackets. */
function termOf(element: Element, marks: readonly DocMark[]): DocNode[] {
  const isMeaning = (child: ElementContent) => child.type === 'element' && classesOf(child).includes('term-means')
  const meaning = element.children.find(isMeaning)
  const words = lineOf(
    element.children.filter((child) => !isMeaning(child)),
    marks,
  )
  return meaning?.type === 'element' ? [...words, ...textOf(` (${wordsIn(meaning)})`, marks)] : words
}

function textOf(text: string, marks: readonly DocMark[]): DocNode[] {
  const held = marks.length > 0 ? { marks: [...marks] } : {}
  return text.split(/(\{\{\s*[\w.]+\s*\}\})/).flatMap((piece): DocNode[] => {
    if (piece === '') return []
    const name = /^\{\{\s*([\w.]+)\s*\}\}$/.exec(piece)?.[1]
    if (!isTemplateVariable(name)) return [{ type: 'text', text: piece, ...held }]
    return [{ type: 'variable', attrs: { name }, ...held }]
  })
}

/** Without space at either end, nor a break at the end. */
function trimmed(line: DocNode[]): DocNode[] {
  const content = [...line]
  const first = content[0]
  if (first?.type === 'text') content[0] = { ...first, text: first.text?.trimStart() ?? '' }
  const last = content.at(-1)
  if (last?.type === 'text') content[content.length - 1] = { ...last, text: last.text?.trimEnd() ?? '' }
  return content.filter(({ type, text }) => type !== 'text' || text !== '')
}
