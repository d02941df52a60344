import type { Heading, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { type Format, placeOf } from './markdown.server.ts'
import type { Place, Tell } from './problem.ts'
import { freeSlug, SLUG, SLUG_WORDS, slugOf } from './slug.ts'
import { START_BLOCK } from './tree.ts'
import { isComponentName, ruleOf } from './vocabulary.ts'
import { wordsIn } from './words-in.ts'

export type Headings = {
  /** the words of the first `#` heading, if the front matter has no title */
  title: string | null
  /** the ids of all blocks, with their place */
  blocks: Map<string, Place>
  /** every id in the file: blocks, and headings inside them */
  ids: ReadonlySet<string>
}

const PIN = /\s*\[#([^\]]*)\]\s*$/

/**
 * Gives every heading its id, as `hProperties`, and takes the module's title out of the text.
 * A pinned id (`## Words [#id]`) wins over the slug of the words. Headings of blocks must not share an id: a new heading
 * would take over another's history. In `md`, which may come from elsewhere, the later one gets a number instead.
 * Runs before the check and again inside the bundler, with the same result.
 */
export function nameHeadings(root: Root, title: string | null, format: Format, tell: Tell): Headings {
  const found = takeTitle(root, title)
  const headings = headingsIn(root, tell)
  const blocks = componentIds(root, tell)
  const taken = new Set([...blocks.keys(), START_BLOCK])
  for (const { heading, pin, opensBlock } of inOrderOfChoice(headings)) {
    const wanted = pin ?? (slugOf(wordsIn(heading)) || 'section')
    const mayChange = pin === null && (format === 'md' || !opensBlock)
    if (taken.has(wanted) && !mayChange) tell(placeOf(heading), takenWords(wanted, pin, blocks.get(wanted)))
    const id = freeSlug(wanted, (candidate) => taken.has(candidate))
    taken.add(id)
    heading.data = { ...heading.data, hProperties: { ...heading.data?.hProperties, id } }
    if (opensBlock) blocks.set(id, placeOf(heading))
  }
  const [first] = root.children
  if (first && !headings.some(({ heading, opensBlock }) => opensBlock && heading === first)) {
    blocks.set(START_BLOCK, placeOf(first))
  } else taken.delete(START_BLOCK)
  return { title: found, blocks, ids: taken }
}

type FoundHeading = { heading: Heading; pin: string | null; opensBlock: boolean }

function headingsIn(root: Root, tell: Tell): FoundHeading[] {
  const top = new Set<unknown>(root.children)
  const found: FoundHeading[] = []
  visit(root, 'heading', (heading) => {
    found.push({ heading, pin: takePin(heading, tell), opensBlock: heading.depth === 2 && top.has(heading) })
  })
  return found
}

/** Pins first, then blocks, so that a heading inside a block never changes the id of one. */
function inOrderOfChoice(headings: readonly FoundHeading[]): FoundHeading[] {
  const rank = ({ pin, opensBlock }: FoundHeading) => (pin !== null ? 0 : opensBlock ? 1 : 2)
  return headings.toSorted((one, other) => rank(one) - rank(other))
}

function takenWords(id: string, pin: string | null, place: Place | undefined): string {
  return pin === null
    ? `The id “${id}” of this heading is taken${lineOf(place)}. Pin another: ## Words [#another-id].`
    : `The id “${id}” is taken${lineOf(place)}. Ids are unique in a module.`
}

function lineOf(place: Place | undefined): string {
  return place ? ` (line ${place.line})` : ''
}

/** The first `#` heading is the title if there is no other; one that repeats the title is dropped; others open blocks. */
function takeTitle(root: Root, title: string | null): string | null {
  const index = root.children.findIndex((node) => node.type === 'heading' && node.depth === 1)
  const first = root.children[index]
  const words = first ? wordsIn(first) : ''
  const isTitle = words !== '' && (title === null || words === title)
  if (isTitle) root.children.splice(index, 1)
  visit(root, 'heading', (heading) => {
    if (heading.depth === 1) heading.depth = 2
  })
  return title ?? (isTitle ? words : null)
}

/** Takes `[#id]` off the end of a heading; null if there is none. */
function takePin(heading: Heading, tell: Tell): string | null {
  const last = heading.children.at(-1)
  const pin = last?.type === 'text' ? PIN.exec(last.value) : null
  if (last?.type !== 'text' || !pin) return null
  last.value = last.value.slice(0, pin.index)
  const id = pin[1] ?? ''
  if (SLUG.test(id)) return id
  tell(placeOf(heading), `“${id}” cannot be an id: use ${SLUG_WORDS}.`)
  return null
}

function componentIds(root: Root, tell: Tell): Map<string, Place> {
  const ids = new Map<string, Place>()
  visit(root, ['mdxJsxFlowElement', 'mdxJsxTextElement'], (node) => {
    if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return
    if (node.name === null || !isComponentName(node.name) || !ruleOf(node.name).block) return
    for (const attribute of node.attributes) {
      if (attribute.type !== 'mdxJsxAttribute' || attribute.name !== 'id' || typeof attribute.value !== 'string')
        continue
      const first = ids.get(attribute.value)
      if (first || attribute.value === START_BLOCK) {
        tell(placeOf(attribute), `The id “${attribute.value}” is taken${lineOf(first)}. Ids are unique in a module.`)
      }
      ids.set(attribute.value, placeOf(attribute))
    }
  })
  return ids
}
