import type { Element, ElementContent, Properties } from 'hast'
import type { VideoDefinition } from '../definitions.ts'
import { drawnHtml } from '../drawn.server.ts'
import type { MediaFile } from '../media.ts'
import type { AgendaPart, Playbook, PlaybookNode, PlaybookSection } from '../playbook.ts'
import { freeSlug, slugOf } from '../slug.ts'
import { START_BLOCK } from '../tree.ts'
import { type DocNode, idOf, type PlaybookDoc, textAttr, wordsOf } from './doc.ts'

/** A checked document in the form in which every playbook is read; its HTML is made from nodes, never taken over. */
export function playbookOfDoc({ attrs, content }: PlaybookDoc): Playbook {
  const name = namer()
  const sections: (PlaybookSection & { parts: DocNode[] })[] = [
    { id: START_BLOCK, title: 'Start', nodes: [], parts: [] },
  ]
  for (const part of content) {
    if (part.type === 'heading' && part.attrs?.level === 2) {
      const id = name(idOf(part))
      sections.push({ id, title: wordsOf(part) || 'Untitled', nodes: [], parts: [] })
    } else sections.at(-1)?.parts.push(part)
  }
  return {
    ...attrs,
    sections: sections
      .filter(({ id, parts }) => id !== START_BLOCK || parts.length > 0)
      .map(({ id, title, parts }) => ({ id, title, nodes: nodesOf(parts, name) })),
  }
}

type Name = (words: string) => string

function namer(): Name {
  const taken = new Set<string>([START_BLOCK])
  return (words) => {
    const id = freeSlug(slugOf(words) || 'part', (candidate) => taken.has(candidate))
    taken.add(id)
    return id
  }
}

/** Plain blocks that follow each other are one piece of HTML, parts of the agenda one agenda. */
function nodesOf(parts: readonly DocNode[], name: Name): PlaybookNode[] {
  const nodes: PlaybookNode[] = []
  let run: DocNode[] = []
  const close = () => {
    if (run.some(({ type, content }) => type !== 'paragraph' || content)) nodes.push({ html: htmlOf(run) })
    run = []
  }
  for (const part of parts) {
    const node = ownNode(part, name)
    if (node === null) {
      run.push(part)
      continue
    }
    close()
    const last = nodes.at(-1)
    if (last && 'agenda' in last && 'agenda' in node) last.agenda.push(...node.agenda)
    else nodes.push(node)
  }
  close()
  return nodes
}

function ownNode(part: DocNode, name: Name): PlaybookNode | null {
  switch (part.type) {
    case 'agendaPart':
      return { agenda: [agendaPartOf(part, name)] }
    case 'say':
      return { say: htmlOf(part.content ?? []) }
    case 'taskList': {
      const title = textAttr(part, 'title')
      const id = name(idOf(part) || title)
      const items = (part.content ?? []).map(({ content = [] }, place) => ({
        id: `${id}/${place + 1}`,
        html: lineHtml(content),
      }))
      return { checklist: { id, title: title || 'To do', items } }
    }
    case 'video': {
      const { name: written, ...video } = (part.attrs?.video ?? {}) as VideoDefinition & { name: string }
      return { video: { ...video, id: name(written), title: textAttr(part, 'title') } }
    }
    default:
      return null
  }
}

function agendaPartOf(part: DocNode, name: Name): AgendaPart {
  const title = textAttr(part, 'title')
  return {
    id: name(idOf(part) || title),
    title: title || 'Untitled',
    minutes: Number(part.attrs?.minutes),
    who: textAttr(part, 'who') || null,
    module: textAttr(part, 'module') || null,
    nodes: nodesOf(part.content ?? [], name),
  }
}

/** The HTML of blocks, drawn as that of every other text of the portal. */
export function htmlOf(blocks: readonly DocNode[]): string {
  const children = blocks.flatMap((block, place) => [...(place > 0 ? [text('\n')] : []), ...blockElements(block)])
  const media = Object.fromEntries(picturesIn(blocks).map((file) => [file.name, file]))
  return drawnHtml(children, { media, oldProduct: '', newProduct: '' })
}

function lineHtml(paragraphs: readonly DocNode[]): string {
  const lines = paragraphs.flatMap(({ content = [] }, place) => [
    ...(place > 0 ? [tag('br', [])] : []),
    ...content.flatMap(inline),
  ])
  return drawnHtml(lines, { media: {}, oldProduct: '', newProduct: '' })
}

function blockElements(node: DocNode): ElementContent[] {
  const { content = [], attrs = {} } = node
  switch (node.type) {
    case 'paragraph':
      return content.length > 0 ? [tag('p', content.flatMap(inline))] : []
    case 'heading':
      return [tag('h3', content.flatMap(inline))]
    case 'bulletList':
      return [tag('ul', spaced(content.map(itemElement)))]
    case 'orderedList':
      return [
        tag(
          'ol',
          spaced(content.map(itemElement)),
          Number(attrs.start ?? 1) === 1 ? {} : { start: Number(attrs.start) },
        ),
      ]
    case 'blockquote':
      return [tag('blockquote', spaced(content.flatMap(blockElements)))]
    case 'codeBlock':
      return [tag('pre', [tag('code', [text(content.map(({ text: words = '' }) => words).join(''))])])]
    case 'horizontalRule':
      return [tag('hr', [])]
    case 'callout':
      return [
        tag('Callout', spaced(content.flatMap(blockElements)), {
          kind: textAttr(node, 'kind'),
          title: textAttr(node, 'title'),
        }),
      ]
    case 'table':
      return [tag('table', content.map(rowElement))]
    case 'image':
      return [pictureElement(node)]
    default:
      return content.flatMap(blockElements)
  }
}

function itemElement({ content = [] }: DocNode): Element {
  const [first, ...rest] = content
  if (rest.length === 0 && first?.type === 'paragraph') return tag('li', (first.content ?? []).flatMap(inline))
  const [only] = rest
  const isTight = rest.length === 1 && only?.type.endsWith('List')
  const start = isTight ? (first?.content ?? []).flatMap(inline) : first ? blockElements(first) : []
  return tag(
    'li',
    isTight
      ? [...start, text('\n'), ...rest.flatMap(blockElements)]
      : spaced([...start, ...rest.flatMap(blockElements)]),
  )
}

function rowElement({ content = [] }: DocNode): Element {
  return tag(
    'tr',
    content.map((cell) => {
      const lines = (cell.content ?? []).flatMap((block, place) => [
        ...(place > 0 ? [tag('br', [])] : []),
        ...(block.content ?? []).flatMap(inline),
      ])
      return tag(cell.type === 'tableHeader' ? 'th' : 'td', lines)
    }),
  )
}

function pictureElement(node: DocNode): Element {
  const address = `media/${mediaFileOf(node)?.name ?? ''}`
  const [alt, caption] = [textAttr(node, 'alt'), textAttr(node, 'caption')]
  if (!caption) return tag('p', [tag('img', [], { src: address, alt })])
  return tag('Screenshot', [], { src: address, alt, caption })
}

/** The stored files that blocks show, as a shelf has them: under the name of their hash. */
function picturesIn(blocks: readonly DocNode[]): MediaFile[] {
  return blocks.flatMap((block) => {
    const file = mediaFileOf(block)
    return [...(file ? [file] : []), ...picturesIn(block.content ?? [])]
  })
}

function mediaFileOf(node: DocNode): MediaFile | null {
  if (node.type !== 'image') return null
  const name = textAttr(node, 'src').replace('/media/', '')
  const [hash = '', extension = ''] = name.split('.')
  const side = (which: string) => (typeof node.attrs?.[which] === 'number' ? Number(node.attrs[which]) : null)
  return { name, hash, extension, bytes: 0, width: side('width'), height: side('height'), seconds: null }
}

const MARK_TAGS: Record<string, string> = { bold: 'strong', italic: 'em', strike: 'del', code: 'code' }

function inline(node: DocNode): ElementContent[] {
  if (node.type === 'hardBreak') return [tag('br', [])]
  const words = node.type === 'variable' ? `{{${textAttr(node, 'name')}}}` : (node.text ?? '')
  const marked = (node.marks ?? []).reduceRight<ElementContent>((inner, { type, attrs = {} }) => {
    if (type === 'link') return tag('a', [inner], { href: String(attrs.href) })
    return tag(MARK_TAGS[type] ?? 'span', [inner])
  }, text(words))
  return [marked]
}

function spaced(children: readonly ElementContent[]): ElementContent[] {
  return [text('\n'), ...children.flatMap((child) => [child, text('\n')])]
}

function tag(tagName: string, children: ElementContent[], properties: Properties = {}): Element {
  return { type: 'element', tagName, properties, children }
}

function text(value: string): ElementContent {
  return { type: 'text', value }
}
