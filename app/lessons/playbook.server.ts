import type { Element, ElementContent } from 'hast'
import { z } from 'zod'
import { type Section, sectionsOf } from './blocks.server.ts'
import { asLine, asParagraphs, attribute, type Drawing, drawnHtml } from './drawn.server.ts'
import { linkReferences, type Products, type Reference } from './module.server.ts'
import { everyPart, placeIn, textOf } from './parts.server.ts'
import { type PartElement, partsIn, piecesOf } from './pieces.server.ts'
import { fitted } from './placed-yaml.server.ts'
import type { AgendaPart, Playbook, PlaybookNode } from './playbook.ts'
import { videoOf } from './practice.server.ts'
import { didYouMean, FILE_START, type Outcome, outcomeOf, placeAt, type Tell } from './problem.ts'
import { freeSlug, slugOf } from './slug.ts'
import { type CheckedBody, checkedBody, compiledBody, opened, type Source } from './source.server.ts'
import { isTemplateVariable, TEMPLATE_VARIABLES } from './template-variables.ts'

export type CompiledPlaybook = { playbook: Playbook; words: string; references: Reference[] }

const PlaybookFields = z.strictObject({
  title: z.string().trim().min(1).max(160).optional(),
  summary: z.string().trim().min(1).max(400).nullable().default(null),
  minutes: z.number().int().min(1).max(600),
})

/** Compiles a playbook. */
export function compilePlaybook(source: Source, products: Products): Promise<Outcome<CompiledPlaybook>> {
  return outcomeOf(source.path, async (tell, isSound) => {
    const front = opened(source, tell)
    if (front === null) return null
    const header = fitted(PlaybookFields, front.yaml, tell)
    const checked = await checkedBody(source, front, 'playbook', header?.title ?? null, tell)
    if (header === null || checked === null) return null
    const { title } = checked.headings
    if (title === null) tell(FILE_START, 'A playbook needs a title: write `title:` in its front matter.')
    checkVariables(front.body, checked.plain, tell)
    if (title === null || !isSound()) return null
    const html = await compiledBody(checked, header.title ?? null)
    const name = namer()
    const drawing = { media: source.media, ...products }
    const sections = sectionsOf(html).map((section) => sectionOf(section, drawing, name))
    return { playbook: { ...header, title, sections }, words: checked.plain, references: referencesOf(checked) }
  })
}

/** Places that are filled in when it is read, written `\\{\\{session.date}}`; one that nobody can fill is told by its name. */
function checkVariables(body: string, words: string, tell: Tell): void {
  for (const [written, name = ''] of words.matchAll(/\{\{([^{}\n]*)\}\}/g)) {
    if (isTemplateVariable(name.trim())) continue
    const at = body.indexOf(name)
    const allowed = TEMPLATE_VARIABLES.map((variable) => `{{${variable}}}`).join(', ')
    tell(
      at < 0 ? FILE_START : placeAt(body, at),
      `Unknown variable ${written}.${didYouMean(name.trim(), TEMPLATE_VARIABLES)} There are ${allowed}.`,
    )
  }
}

/** Gives ids that are unique in the playbook, from words. */
type Name = (words: string) => string

function namer(): Name {
  const taken = new Set<string>()
  return (words) => {
    const id = freeSlug(slugOf(words) || 'part', (candidate) => taken.has(candidate))
    taken.add(id)
    return id
  }
}

function sectionOf({ id, title, children }: Section, drawing: Drawing, name: Name) {
  return { id, title, nodes: nodesOf(children, drawing, name) }
}

function nodesOf(children: readonly ElementContent[], drawing: Drawing, name: Name): PlaybookNode[] {
  return piecesOf(children).map((piece) =>
    'part' in piece ? nodeOf(piece.part, drawing, name) : { html: drawnHtml(asParagraphs(piece.words), drawing) },
  )
}

function nodeOf(part: PartElement, drawing: Drawing, name: Name): PlaybookNode {
  switch (part.tagName) {
    case 'Agenda':
      return { agenda: partsIn(part, 'Part').map((one) => agendaPartOf(one, drawing, name)) }
    case 'Checklist':
      return { checklist: checklistOf(part, drawing, name) }
    case 'Video':
      return { video: { id: attribute(part, 'id'), title: attribute(part, 'title'), ...videoOf(part, drawing) } }
    default:
      return { say: drawnHtml(asParagraphs(part.children), drawing) }
  }
}

function agendaPartOf(part: Element, drawing: Drawing, name: Name): AgendaPart {
  const title = attribute(part, 'title')
  return {
    id: name(title),
    title,
    minutes: Number(attribute(part, 'minutes')),
    who: attribute(part, 'who') || null,
    module: attribute(part, 'module') || null,
    nodes: nodesOf(part.children, drawing, name),
  }
}

function checklistOf(part: Element, drawing: Drawing, name: Name) {
  const title = attribute(part, 'title')
  const id = name(title)
  const list = part.children.find((child) => child.type === 'element')
  const items = (list?.type === 'element' ? list.children : []).filter((child) => child.type === 'element')
  return {
    id,
    title,
    items: items.map((item, index) => ({
      id: `${id}/${index + 1}`,
      html: drawnHtml(asLine(withoutTick(item)), drawing),
    })),
  }
}

/** An item may be written as `- [ ] …`; the page draws its own box. */
function withoutTick(item: Element): ElementContent[] {
  return item.children
    .filter((child) => !(child.type === 'element' && child.tagName === 'input'))
    .map((child) =>
      child.type === 'element' && child.tagName === 'p' ? { ...child, children: withoutTick(child) } : child,
    )
}

function referencesOf(checked: CheckedBody): Reference[] {
  const named = everyPart(checked.parts).flatMap((part): Reference[] => {
    const module = part.name === 'Part' ? textOf(part, 'module') : null
    return module === null ? [] : [{ ...placeIn(part, 'module'), to: 'module', module, block: null }]
  })
  return [...named, ...linkReferences(checked)]
}
