import type { Element, ElementContent, Properties } from 'hast'
import { hastToHtml } from 'shiki/core'
import { hrefOf, readAddress } from './address.ts'
import { type MediaShelf, mediaName, mediaPath } from './media.ts'
import { wordsIn } from './words-in.ts'

/** What drawing needs to know beside the text itself. */
export type Drawing = { media: MediaShelf; oldProduct: string; newProduct: string }

/**
 * Draws sanitised HTML for the page: components without anything to act on become plain HTML with the classes of
 * app/styles/lesson, tables get what makes them readable on a phone, addresses become those of the portal.
 */
export function drawn(nodes: readonly ElementContent[], drawing: Drawing): ElementContent[] {
  return nodes.flatMap((node) => (node.type === 'element' ? drawnElement(node, drawing) : [node]))
}

function drawnElement(element: Element, drawing: Drawing): ElementContent[] {
  const draw = DRAW[element.tagName]
  if (draw) return [draw(element, drawing)]
  return [{ ...element, children: drawn(element.children, drawing) }]
}

type Draw = (element: Element, drawing: Drawing) => ElementContent

const CALLOUT_TITLES: Record<string, string> = { note: 'Note', tip: 'Tip', caution: 'Caution', critical: 'Critical' }

const DRAW: Record<string, Draw> = {
  Callout(element, drawing) {
    const kind = attribute(element, 'kind')
    const title = attribute(element, 'title') || (CALLOUT_TITLES[kind] ?? '')
    const children = drawn(asParagraphs(element.children), drawing)
    return tag('div', { className: ['callout', `callout-${kind}`], role: 'note' }, [
      tag('p', { className: ['callout-title'] }, [text(title)]),
      ...children,
    ])
  },
  Steps: (element, drawing) => tag('div', { className: ['steps'] }, drawn(withoutSpace(element.children), drawing)),
  BeforeAfter(element, drawing) {
    const tables = element.children.filter((child) => child.type === 'element' && child.tagName === 'table')
    const heads = [drawing.oldProduct, drawing.newProduct]
    return tag(
      'div',
      { className: ['before-after'] },
      tables.map((table) => drawnTable(table as Element, drawing, heads)),
    )
  },
  Term: (element, drawing) =>
    tag('dfn', { className: ['term'], tabIndex: 0 }, [
      ...drawn(asLine(element.children), drawing),
      tag('span', { className: ['term-means'] }, [text(attribute(element, 'means'))]),
    ]),
  Screenshot(element, { media }) {
    const caption = attribute(element, 'caption')
    const image = picture(attribute(element, 'src'), attribute(element, 'alt'), media)
    return tag('figure', { className: ['screenshot'] }, [
      image,
      ...(caption ? [tag('figcaption', {}, [text(caption)])] : []),
    ])
  },
  QuickReference: (element, drawing) =>
    tag('section', { className: ['quick-reference'] }, [
      tag('h3', {}, [text(attribute(element, 'title'))]),
      ...drawn(asParagraphs(element.children), drawing),
    ]),
  table: (element, drawing) => drawnTable(element, drawing, null),
  a: (element, drawing) => ({
    ...element,
    properties: {
      ...element.properties,
      ...(element.properties.href ? { href: pageAddress(attribute(element, 'href'), drawing.media) } : {}),
    },
    children: drawn(element.children, drawing),
  }),
  img(element, { media }) {
    const src = attribute(element, 'src')
    const alt = attribute(element, 'alt')
    // Pages load nothing from outside: a picture of the web is only linked.
    if (mediaName(src) === null) return tag('a', { href: src }, [text(alt || src)])
    return picture(src, alt, media)
  },
  pre: (element, drawing) => tag('pre', { tabIndex: 0 }, drawn(element.children, drawing)),
  input: (element) => ({
    ...element,
    properties: { ...element.properties, ariaLabel: element.properties.checked ? 'Done' : 'Not done' },
  }),
}

function picture(src: string, alt: string, media: MediaShelf): Element {
  const file = media[mediaName(src) ?? '']
  const size = file?.width && file.height ? { width: file.width, height: file.height } : {}
  return tag('img', { src: pageAddress(src, media), alt, ...size, loading: 'lazy', decoding: 'async' }, [])
}

/** The address on the page. Only addresses that `checkHtml` has passed come here. */
export function pageAddress(written: string, media: MediaShelf): string {
  const address = readAddress(written)
  if (address === null) return ''
  if (address.to !== 'media') return hrefOf(address)
  const file = media[address.name]
  return file ? mediaPath(file) : ''
}

/**
 * A table of text: its first column names each row, and every cell carries its column's head, because on a phone
 * rows become lists. The roles say again what the elements mean, since that layout would lose it.
 */
function drawnTable(table: Element, drawing: Drawing, products: string[] | null): Element {
  const [head, ...body] = rowsIn(table)
  const cells = head ? cellsIn(head) : []
  const named = cells.map((cell, index) => wordsIn(cell) || (products?.[index - cells.length + 2] ?? ''))
  const namesRows = cells.length > (products ? 2 : 1)
  const heads = cells.map((cell, index) => {
    const children = wordsIn(cell) ? drawn(cell.children, drawing) : [text(named[index] ?? '')]
    return named[index]
      ? tag('th', { scope: 'col', role: 'columnheader', ...sideOf(cell) }, children)
      : tag('td', { role: 'cell' }, [])
  })
  const rows = body.map((row) =>
    tag(
      'tr',
      { role: 'row' },
      cellsIn(row).map((cell, index) => {
        const children = drawn(cell.children, drawing)
        if (index === 0 && namesRows) return tag('th', { scope: 'row', role: 'rowheader', ...sideOf(cell) }, children)
        return tag(
          'td',
          { role: 'cell', ...sideOf(cell), ...(named[index] ? { dataLabel: named[index] } : {}) },
          children,
        )
      }),
    ),
  )
  return tag('table', { className: ['table'], role: 'table' }, [
    tag('thead', { role: 'rowgroup' }, [tag('tr', { role: 'row' }, heads)]),
    tag('tbody', { role: 'rowgroup' }, rows),
  ])
}

function rowsIn(element: Element): Element[] {
  return element.children.flatMap((child) => {
    if (child.type !== 'element') return []
    return child.tagName === 'tr' ? [child] : rowsIn(child)
  })
}

function cellsIn(row: Element): Element[] {
  return row.children.filter((child) => child.type === 'element')
}

function sideOf(cell: Element): Properties {
  return cell.properties.align === 'right' ? { className: ['right'] } : {}
}

/** Children as blocks: words that stand bare get a paragraph. */
export function asParagraphs(children: readonly ElementContent[]): ElementContent[] {
  const blocks: ElementContent[] = []
  let line: ElementContent[] = []
  const close = () => {
    if (wordsIn({ children: line }) || line.some((node) => node.type === 'element')) blocks.push(tag('p', {}, line))
    line = []
  }
  for (const child of children) {
    if (child.type === 'text' || (child.type === 'element' && LINE.has(child.tagName))) line.push(child)
    else {
      close()
      blocks.push(child)
    }
  }
  close()
  return blocks
}

const LINE = new Set('a abbr b br code del dfn em i ins kbd mark s small span strong sub sup Term'.split(' '))

/** Children as a line: a single paragraph gives up its tags. */
export function asLine(children: readonly ElementContent[]): ElementContent[] {
  const [only, ...others] = withoutSpace(children)
  return only?.type === 'element' && only.tagName === 'p' && others.length === 0 ? only.children : [...children]
}

function withoutSpace(children: readonly ElementContent[]): ElementContent[] {
  return children.filter((child) => child.type !== 'text' || child.value.trim() !== '')
}

/** The HTML of some nodes, drawn for the page. */
export function drawnHtml(nodes: readonly ElementContent[], drawing: Drawing): string {
  return hastToHtml({ type: 'root', children: drawn(nodes, drawing) }).trim()
}

/** A text attribute of a component, trimmed and in one line; empty if it is not there. */
export function attribute(element: Element, name: string): string {
  const value = element.properties[name]
  return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : ''
}

function tag(tagName: string, properties: Properties, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children }
}

function text(value: string): ElementContent {
  return { type: 'text', value }
}
