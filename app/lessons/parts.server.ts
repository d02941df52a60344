import type { Nodes, Root } from 'mdast'
import { placeOf } from './markdown.server.ts'
import type { Place, Tell } from './problem.ts'
import { type ComponentName, isComponentName } from './vocabulary.ts'
import { wordsIn } from './words-in.ts'

/** A component as written: the form in which labs, checks and the like are checked, with the place of everything. */
export type Part = {
  name: ComponentName
  place: Place
  /** text, or true for what stands alone */
  attributes: ReadonlyMap<string, { value: string | true; place: Place }>
  /** components directly in it, whatever Markdown lies between */
  parts: Part[]
  /** the words that it holds itself, without those of its parts */
  words: string
  /** the Markdown that it holds itself, between and around its parts */
  markdown: Nodes[]
  /** `alone`: on lines of its own; `line`: among words; `nested`: in a list, a quotation or another element */
  stands: 'alone' | 'line' | 'nested'
  /** an attribute of it was refused as code, so what it lacks cannot be told */
  hasCode: boolean
}

/** The components of a file, outermost first. Anything refused elsewhere is passed over. */
export function partsOf(root: Root): Part[] {
  return gather(root.children, 'alone').parts
}

type Gathered = { parts: Part[]; markdown: Nodes[]; words: string }

function gather(nodes: readonly Nodes[], stands: Part['stands']): Gathered {
  const found: Gathered = { parts: [], markdown: [], words: '' }
  for (const node of nodes) {
    const part = partOf(node, stands)
    if (part) {
      found.parts.push(part)
      continue
    }
    found.markdown.push(node)
    if ('children' in node) {
      const within = gather(node.children, standsIn(node, stands))
      found.parts.push(...within.parts)
      found.words += within.words
    } else {
      found.words += wordsIn(node)
    }
  }
  return found
}

function standsIn(node: Nodes, around: Part['stands']): Part['stands'] {
  if (node.type !== 'paragraph' || around === 'nested') return 'nested'
  // A paragraph of nothing but components is only how MDX reads `<A>…</A>` written on one line.
  const onlyComponents = node.children.every(
    (child) => child.type === 'mdxJsxTextElement' || (child.type === 'text' && child.value.trim() === ''),
  )
  return onlyComponents ? around : 'line'
}

function partOf(node: Nodes, stands: Part['stands']): Part | null {
  if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return null
  if (node.name === null || !isComponentName(node.name)) return null
  const attributes = new Map<string, { value: string | true; place: Place }>()
  let hasCode = false
  for (const attribute of node.attributes) {
    if (attribute.type === 'mdxJsxAttribute' && (attribute.value === null || typeof attribute.value !== 'object')) {
      attributes.set(attribute.name, { value: attribute.value ?? true, place: placeOf(attribute) })
    } else hasCode = true
  }
  return { name: node.name, place: placeOf(node), attributes, stands, hasCode, ...gather(node.children, 'alone') }
}

/** The text of an attribute, or null. */
export function textOf(part: Part, attribute: string): string | null {
  const value = part.attributes.get(attribute)?.value
  return typeof value === 'string' ? value : null
}

/** Where an attribute stands, or its component if it is not there. */
export function placeIn(part: Part, attribute: string): Place {
  return part.attributes.get(attribute)?.place ?? part.place
}

/** Parts of one kind among those directly in another. */
export function partsNamed(part: Part, name: ComponentName): Part[] {
  return part.parts.filter((inner) => inner.name === name)
}

/** Every part, at any depth, in the order of the file. */
export function everyPart(parts: readonly Part[]): Part[] {
  return parts.flatMap((part) => [part, ...everyPart(part.parts)])
}

/** Whether a part holds nothing to read or look at. */
export function isWordless(part: Part): boolean {
  return part.words.trim() === '' && !part.parts.some((inner) => inner.name === 'Term' || inner.name === 'Screenshot')
}

/** Tells every part after the first that has the same name as another. */
export function checkUnique(parts: readonly Part[], attribute: string, what: string, tell: Tell): void {
  const seen = new Map<string, Place>()
  for (const part of parts) {
    const name = textOf(part, attribute)
    if (name === null) continue
    const place = placeIn(part, attribute)
    const first = seen.get(name)
    if (first) tell(place, `Another ${what} is called “${name}” (line ${first.line}).`)
    else seen.set(name, place)
  }
}
