import type { Element, ElementContent, Root as Html } from 'hast'
import { blockHash } from './block-hash.server.ts'
import { checkOf, wordsOfCheck } from './check.server.ts'
import { attribute, type Drawing, drawnHtml } from './drawn.server.ts'
import { labOf } from './lab.server.ts'
import { isPart } from './pieces.server.ts'
import { taskOf, videoOf } from './practice.server.ts'
import type { CheckKeys } from './questions.ts'
import { freeSlug, slugOf } from './slug.ts'
import { type Block, type LessonNode, type SectionBlock, START_BLOCK } from './tree.ts'
import { wordsIn } from './words-in.ts'

export type Blocks = {
  blocks: Block[]
  keys: CheckKeys
  /** the plain words of each block, for search, without its title */
  words: Record<string, string>
}

/** A heading's block before it is drawn. */
export type Section = { id: string; title: string; children: ElementContent[] }

/** Takes a sanitised file apart into its blocks, in teaching order. */
export function blocksOf(html: Html, drawing: Drawing): Blocks {
  const found: Blocks = { blocks: [], keys: {}, words: {} }
  for (const section of sectionsOf(html)) {
    const nested = section.children.filter(isPart)
    const reading = section.children.filter((child) => !nested.some((part) => part === child))
    found.blocks.push({
      kind: 'section',
      id: section.id,
      title: section.title,
      hash: blockHash(section.title, reading, drawing.media),
      parent: null,
      nodes: nodesOf(section.children, nested, drawing),
    } satisfies SectionBlock)
    found.words[section.id] = wordsIn({ children: reading })
    for (const part of nested) addNested(found, part, section.id, drawing)
  }
  return found
}

/** Parts a sanitised file at its block headings; without the start, if nothing stands there. */
export function sectionsOf(html: Html): Section[] {
  const taken = new Set<string>([START_BLOCK])
  let current: Section = { id: START_BLOCK, title: 'Start', children: [] }
  const sections = [current]
  for (const child of html.children) {
    if (child.type !== 'element' && child.type !== 'text') continue
    if (child.type === 'element' && (child.tagName === 'h2' || child.tagName === 'h1')) {
      const title = wordsIn(child)
      // Only a heading of raw HTML has no id yet.
      const id = freeSlug(attribute(child, 'id') || slugOf(title) || 'section', (candidate) => taken.has(candidate))
      taken.add(id)
      current = { id, title, children: [] }
      sections.push(current)
    } else current.children.push(child)
  }
  return sections.filter((section) => section.id !== START_BLOCK || section.children.some(isContent))
}

function nodesOf(children: readonly ElementContent[], nested: readonly Element[], drawing: Drawing): LessonNode[] {
  const nodes: LessonNode[] = []
  let run: ElementContent[] = []
  const close = () => {
    if (run.some(isContent)) nodes.push({ html: drawnHtml(run, drawing) })
    run = []
  }
  for (const child of children) {
    const part = nested.find((one) => one === child)
    if (part) {
      close()
      nodes.push({ block: attribute(part, 'id') })
    } else run.push(child)
  }
  close()
  return nodes
}

function addNested(found: Blocks, part: Element, parent: string, drawing: Drawing) {
  const id = attribute(part, 'id')
  const title = attribute(part, 'title')
  const common = { id, title, hash: blockHash(title, [part], drawing.media), parent }
  found.words[id] = wordsIn(part)
  switch (part.tagName) {
    case 'Lab':
      found.blocks.push({ ...common, kind: 'task', definition: labOf(part, drawing) })
      break
    case 'Task':
      found.blocks.push({ ...common, kind: 'task', definition: taskOf(part, drawing) })
      break
    case 'Video':
      found.blocks.push({ ...common, kind: 'video', definition: videoOf(part, drawing) })
      break
    case 'Check': {
      const { definition, key } = checkOf(part, drawing)
      found.keys[id] = key
      found.words[id] = wordsOfCheck(part)
      found.blocks.push({ ...common, kind: 'check', definition })
      break
    }
  }
}

function isContent(node: ElementContent): boolean {
  return node.type === 'element' || (node.type === 'text' && node.value.trim() !== '')
}
