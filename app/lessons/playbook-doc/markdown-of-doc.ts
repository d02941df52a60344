/** A playbook's document as the MDX that authors write, so that it can be put into the content folder. Pure. */
import { type DocNode, type PlaybookDoc, textAttr } from './doc.ts'

/** The whole file. Pictures and films are named by their content's hash: `media/<hash>.png`. */
export function markdownOf({ attrs, content }: PlaybookDoc): string {
  const { title, summary, minutes } = attrs
  const header = [
    '---',
    `title: ${JSON.stringify(title)}`,
    `minutes: ${minutes}`,
    ...(summary ? [`summary: ${JSON.stringify(summary)}`] : []),
    '---',
  ]
  return `${[header.join('\n'), ...inAgendas(content).map(blockText)].filter(Boolean).join('\n\n')}\n`
}

type Piece = DocNode | { type: 'agenda'; content: DocNode[] }

function inAgendas(parts: readonly DocNode[]): Piece[] {
  const pieces: Piece[] = []
  for (const part of parts) {
    const last = pieces.at(-1)
    if (part.type !== 'agendaPart') pieces.push(part)
    else if (last?.type === 'agenda') last.content?.push(part)
    else pieces.push({ type: 'agenda', content: [part] })
  }
  return pieces
}

const blocksText = (blocks: readonly DocNode[]): string => blocks.map(blockText).filter(Boolean).join('\n\n')

function blockText(node: Piece): string {
  const { content = [] } = node
  switch (node.type) {
    case 'paragraph':
      return lineStart(lineText(content))
    case 'heading':
      return `${'#'.repeat(Number(node.attrs?.level ?? 3))} ${lineText(content)}`
    case 'bulletList':
      return content.map((item) => indented(blocksText(item.content ?? []), '- ')).join('\n')
    case 'orderedList':
      return numbered(node)
    case 'blockquote':
      return blocksText(content).replace(/^/gm, '> ')
    case 'codeBlock':
      return fenced(content.map(({ text = '' }) => text).join(''))
    case 'horizontalRule':
      return '***'
    case 'table':
      return tableText(content)
    default:
      return componentText(node)
  }
}

function componentText(node: Piece): string {
  const { content = [] } = node
  switch (node.type) {
    case 'agenda':
      return component('Agenda', {}, content.map(blockText).join('\n\n'))
    case 'agendaPart': {
      const [who, module] = [textAttr(node, 'who'), textAttr(node, 'module')]
      const title = textAttr(node, 'title') || 'Untitled'
      return component('Part', { title, minutes: String(node.attrs?.minutes), who, module }, blocksText(content))
    }
    case 'say':
      return component('Say', {}, blocksText(content))
    case 'callout':
      return component('Callout', { kind: textAttr(node, 'kind'), title: textAttr(node, 'title') }, blocksText(content))
    case 'taskList': {
      const items = content.map((item) => indented(blocksText(item.content ?? []), '- [ ] ', '  '))
      return component('Checklist', { title: textAttr(node, 'title') || 'To do' }, items.join('\n'))
    }
    case 'image':
      return pictureText(node)
    case 'video':
      return videoText(node)
    default:
      return blocksText(content)
  }
}

function component(name: string, attributes: Record<string, string>, words: string): string {
  return `<${name}${attributesText(attributes)}>\n\n${words}\n\n</${name}>`
}

function attributesText(attributes: Record<string, string>): string {
  const written = Object.entries(attributes).filter(([, value]) => value !== '')
  return written.map(([name, value]) => ` ${name}="${attributeText(value)}"`).join('')
}

const attributeText = (value: string) =>
  value.replace(/\s+/g, ' ').replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

const mediaName = (address: string) => address.replace(/^\//, '')

function pictureText(node: DocNode): string {
  const [alt, caption] = [textAttr(node, 'alt'), textAttr(node, 'caption')]
  const src = mediaName(textAttr(node, 'src'))
  if (caption) return `<Screenshot${attributesText({ src, alt: alt || caption, caption })} />`
  return `![${escaped(alt)}](${src})`
}

/** Its transcript stands in the file that it came from; what is known of it here is kept. */
function videoText(node: DocNode): string {
  const video = (node.attrs?.video ?? {}) as Record<string, unknown>
  const text = (name: string) => (typeof video[name] === 'string' ? String(video[name]) : '')
  const attributes = { id: text('name'), title: textAttr(node, 'title'), src: mediaName(text('src')) }
  const rest = { captions: mediaName(text('captions')), poster: mediaName(text('poster')) }
  const words = text('html')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return component('Video', { ...attributes, ...rest }, escaped(words))
}

function indented(text: string, mark: string, by = ' '.repeat(mark.length)): string {
  return mark + text.replace(/\n(?=[^\n])/g, `\n${by}`)
}

function numbered({ content = [], attrs = {} }: Piece & { attrs?: Record<string, unknown> }): string {
  const start = Number(attrs.start ?? 1)
  return content.map((item, place) => indented(blocksText(item.content ?? []), `${start + place}. `)).join('\n')
}

function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}\n${text}\n${fence}`
}

function tableText(rows: readonly DocNode[]): string {
  const lines = rows.map(({ content = [] }) => `| ${content.map(cellText).join(' | ')} |`)
  const width = rows[0]?.content?.length ?? 0
  return [lines[0], `|${'---|'.repeat(width)}`, ...lines.slice(1)].join('\n')
}

const cellText = ({ content = [] }: DocNode) =>
  content.map((block) => lineText(block.content ?? [], ' ')).join('<br />')

type Run = { text: string; marks: string[]; href: string | null }

/** Words with their marks; what would be read as markup is escaped. */
function lineText(content: readonly DocNode[], lineBreak = '\\\n'): string {
  let written = ''
  let open: string[] = []
  const close = (until: number) => {
    for (const mark of open.slice(until).reverse()) written = closed(written, mark)
    open = open.slice(0, until)
  }
  for (const { text, marks, href } of content.map((node) => runOf(node, lineBreak))) {
    const wanted = [...(href === null ? [] : [`](${href})`]), ...marks]
    const kept = wanted.findIndex((mark, place) => open[place] !== mark)
    close(kept === -1 ? wanted.length : kept)
    const fresh = wanted.slice(open.length)
    const space = fresh.length > 0 ? (/^\s*/.exec(text)?.[0] ?? '') : ''
    written += space + fresh.map(opening).join('') + text.slice(space.length)
    open = wanted
  }
  close(0)
  return written.trim()
}

const opening = (mark: string) => (mark.startsWith('](') ? '[' : mark)

/** Space before a closing mark goes behind it: with it inside, Markdown does not read the mark. */
function closed(written: string, mark: string): string {
  const words = written.trimEnd()
  return words + mark + written.slice(words.length)
}

function runOf(node: DocNode, lineBreak: string): Run {
  const types = (node.marks ?? []).map(({ type }) => type)
  const link = node.marks?.find(({ type }) => type === 'link')
  const href = link ? String(link.attrs?.href).replace(/[()\s<>\\]/g, encodeURIComponent) : null
  const marks = [
    ...(types.includes('bold') ? ['**'] : []),
    ...(types.includes('italic') ? ['*'] : []),
    ...(types.includes('strike') ? ['~~'] : []),
  ]
  if (node.type === 'hardBreak') return { text: lineBreak, marks: [], href: null }
  if (node.type === 'variable') return { text: `\\{\\{${textAttr(node, 'name')}}}`, marks, href }
  return { text: types.includes('code') ? codeText(node.text ?? '') : escaped(node.text ?? ''), marks, href }
}

function codeText(text: string): string {
  const ticks = '`'.repeat(Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)) + 1)
  const space = /^`|`$/.test(text) ? ' ' : ''
  return ticks + space + text + space + ticks
}

const escaped = (text: string) => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>{}~|&]/g, '\\$&')

/** What at the start of a line would be a heading, a list, a quotation or a program is escaped. */
function lineStart(text: string): string {
  return text
    .replace(/^([#+=-])/gm, '\\$1')
    .replace(/^(\d{1,9})([.)])/gm, '$1\\$2')
    .replace(/^(import|export)(?=[\s{*])/gm, (word) => `&#${word.charCodeAt(0)};${word.slice(1)}`)
}
