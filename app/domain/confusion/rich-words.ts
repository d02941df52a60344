/** What can be set apart in the words of a report. */
export type RichMark =
  | { type: 'bold' }
  | { type: 'italic' }
  | { type: 'code' }
  | { type: 'link'; attrs: { href: string } }

/** Words of a report with what was set apart in them: a document as the editor has it, checked by `RichWords`. */
export type RichNode =
  | { type: 'text'; text: string; marks?: readonly RichMark[] | undefined }
  | { type: 'hardBreak' }
  | {
      type: 'paragraph' | 'bulletList' | 'orderedList' | 'listItem' | 'codeBlock'
      content?: readonly RichNode[] | undefined
    }
export type RichDoc = { type: 'doc'; content: readonly RichNode[] }

/** Links lead to the web or to a mailbox, and nowhere else. */
export function isSafeHref(href: string): boolean {
  return /^(https?:\/\/|mailto:)\S+$/i.test(href)
}

/** The words alone, as everything else shows, searches and sends them. */
export function plainWords({ content }: RichDoc): string {
  return content
    .map((node) => blockWords(node, ''))
    .join('\n')
    .trim()
}

function blockWords(node: RichNode, mark: string): string {
  if (node.type === 'text') return node.text
  if (node.type === 'hardBreak') return '\n'
  const parts = node.content ?? []
  if (node.type === 'bulletList') return parts.map((item) => blockWords(item, '- ')).join('\n')
  if (node.type === 'orderedList') return parts.map((item, place) => blockWords(item, `${place + 1}. `)).join('\n')
  if (node.type === 'listItem') return mark + parts.map((part) => blockWords(part, '')).join('\n')
  return parts.map((part) => blockWords(part, '')).join('')
}
