/** A playbook as its editor keeps it: Tiptap's JSON. Shared with the browser; pure. */

export type DocMark = { type: string; attrs?: Record<string, unknown> }

export type DocNode = {
  type: string
  attrs?: Record<string, unknown>
  content?: DocNode[]
  marks?: DocMark[]
  text?: string
}

/** What a playbook says of itself. */
export type About = { title: string; summary: string | null; minutes: number }

/** `content` are the parts, each with an `id` of its own that stays when its words change. */
export type PlaybookDoc = { type: 'doc'; attrs: About; content: DocNode[] }

export const CALLOUT_KINDS = ['note', 'tip', 'caution', 'critical'] as const

/** The id of a part; empty for what has none yet. */
export function idOf(part: DocNode): string {
  return textAttr(part, 'id')
}

/** A text attribute; empty if it is not there. */
export function textAttr(node: DocNode, name: string): string {
  const value = node.attrs?.[name]
  return typeof value === 'string' ? value : ''
}

/** Whether two parts, or two of anything in JSON, say the same. Their ids count. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other)
}

/** Whether two parts say the same, whatever their ids. */
export function saysTheSame(one: DocNode, other: DocNode): boolean {
  return isSame(withId(one, ''), withId(other, ''))
}

export function withId(part: DocNode, id: string): DocNode {
  return { ...part, attrs: { ...part.attrs, id } }
}

/** Keys in order; attributes that are null or absent are the same. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner
    const entries = Object.entries(inner).filter(([, held]) => held !== null && held !== undefined)
    return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)))
  })
}

/** The plain words of a part, a line for each of its own lines; what stands in its fields comes first. */
export function linesOf(node: DocNode): string[] {
  const own = fieldLine(node)
  return [...(own ? [own] : []), ...innerLines(node)]
}

/** The plain words of a part in one line. */
export function wordsOf(node: DocNode): string {
  return linesOf(node).join(' ')
}

function innerLines(node: DocNode): string[] {
  if (node.type === 'tableRow') {
    return [(node.content ?? []).map((cell) => innerLines(cell).join(' ')).join(' | ')]
  }
  const lines: string[] = []
  let line = ''
  for (const child of node.content ?? []) {
    if (child.type === 'text') line += child.text ?? ''
    else if (child.type === 'variable') line += `{{${textAttr(child, 'name')}}}`
    else if (child.type === 'hardBreak') line += ' '
    else lines.push(...linesOf(child))
  }
  return line.trim() === '' ? lines : [line.trim(), ...lines]
}

function fieldLine(node: DocNode): string {
  const field = (name: string) => textAttr(node, name)
  switch (node.type) {
    case 'agendaPart': {
      const module = field('module')
      return [field('title'), `${node.attrs?.minutes} min`, field('who'), module && `module ${module}`]
        .filter(Boolean)
        .join(', ')
    }
    case 'callout':
    case 'taskList':
    case 'video':
      return field('title')
    case 'image':
      return [field('alt'), field('caption')].filter(Boolean).join('. ')
    default:
      return ''
  }
}
