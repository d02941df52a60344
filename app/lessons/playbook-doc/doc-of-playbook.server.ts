import { createHash } from 'node:crypto'
import type { AgendaPart, Checklist, Playbook, PlaybookNode } from '../playbook.ts'
import { freeSlug } from '../slug.ts'
import { START_BLOCK } from '../tree.ts'
import { type DocNode, idOf, type PlaybookDoc, withId, wordsOf } from './doc.ts'
import { blocksOfHtml, paragraphOfHtml, proseOf } from './doc-of-html.server.ts'

/**
 * A playbook's read form as the document of its editor. Ids come from the read form where it has them, else from what the
 * part says: the same playbook gives the same document.
 */
export function docOfPlaybook({ title, summary, minutes, sections }: Playbook): PlaybookDoc {
  const parts = sections.flatMap(({ id, title: name, nodes }) => [
    ...(id === START_BLOCK ? [] : [headingOf(id, name)]),
    ...nodes.flatMap(partsOf),
  ])
  const taken = new Set<string>()
  const content = (parts.length > 0 ? parts : [{ type: 'paragraph' }]).map((part) => {
    const id = freeSlug(idOf(part) || idFor(part), (candidate) => taken.has(candidate))
    taken.add(id)
    return withId(part, id)
  })
  return { type: 'doc', attrs: { title, summary, minutes }, content }
}

const idFor = (part: DocNode) =>
  `p${createHash('sha256')
    .update(`${part.type} ${wordsOf(part)}`)
    .digest('hex')
    .slice(0, 12)}`

function headingOf(id: string, title: string): DocNode {
  return { type: 'heading', attrs: { id, level: 2 }, content: [{ type: 'text', text: title }] }
}

function partsOf(node: PlaybookNode): DocNode[] {
  if ('html' in node) return blocksOfHtml(node.html)
  if ('say' in node) return [{ type: 'say', content: proseOf(blocksOfHtml(node.say)) }]
  if ('checklist' in node) return [tasksOf(node.checklist)]
  if ('agenda' in node) return node.agenda.map(agendaPartOf)
  const { id, title, ...video } = node.video
  return [{ type: 'video', attrs: { id, title, video: { ...video, name: id } } }]
}

function tasksOf({ id, title, items }: Checklist): DocNode {
  return {
    type: 'taskList',
    attrs: { id, title },
    content: items.map(({ html }) => ({ type: 'taskItem', content: [paragraphOfHtml(html)] })),
  }
}

function agendaPartOf({ id, title, minutes, who, module, nodes }: AgendaPart): DocNode {
  const content = nodes.flatMap(partsOf).map(withoutId)
  return {
    type: 'agendaPart',
    attrs: { id, title, minutes, who: who ?? '', module: module ?? '' },
    content: content.length > 0 ? content : [{ type: 'paragraph' }],
  }
}

function withoutId(node: DocNode): DocNode {
  const { id: _id, ...attrs } = node.attrs ?? {}
  return Object.keys(attrs).length > 0
    ? { ...node, attrs }
    : { type: node.type, ...(node.content && { content: node.content }) }
}
