import type { Element, ElementContent } from 'hast'
import { type ComponentName, isComponentName, ruleOf } from './vocabulary.ts'

/** A component that has a place of its own in what holds it, as a screen has in a lab. */
export type PartElement = Element & { tagName: ComponentName }

/** What a component holds, in order: its parts, and the words between them. */
export type Piece = { part: PartElement } | { words: ElementContent[] }

/** Takes content apart around its parts, also where Markdown made one paragraph of parts and words. */
export function piecesOf(children: readonly ElementContent[]): Piece[] {
  const pieces: Piece[] = []
  const say = (words: ElementContent[]) => {
    const last = pieces.at(-1)
    if (last && 'words' in last) last.words.push(...words)
    else if (words.some(isContent)) pieces.push({ words })
  }
  for (const child of children) {
    if (isPart(child)) pieces.push({ part: child })
    else if (child.type === 'element' && child.tagName === 'p' && child.children.some(isPart)) {
      for (const piece of piecesOf(child.children)) {
        if ('part' in piece) pieces.push(piece)
        else say([{ ...child, children: trimmed(piece.words) }])
      }
    } else say([child])
  }
  return pieces
}

/** The words of a component, without its parts. */
export function wordsOf(element: Element): ElementContent[] {
  return piecesOf(element.children).flatMap((piece) => ('words' in piece ? piece.words : []))
}

/** The parts of one kind directly in a component. */
export function partsIn(element: Element, name: ComponentName): PartElement[] {
  return piecesOf(element.children).flatMap((piece) =>
    'part' in piece && piece.part.tagName === name ? [piece.part] : [],
  )
}

export function isPart(node: ElementContent): node is PartElement {
  if (node.type !== 'element' || !isComponentName(node.tagName)) return false
  const { inside } = ruleOf(node.tagName)
  return !inside.includes('words')
}

function isContent(node: ElementContent): boolean {
  return node.type === 'element' || (node.type === 'text' && node.value.trim() !== '')
}

function trimmed(words: ElementContent[]): ElementContent[] {
  return words.map((node, index) => {
    if (node.type !== 'text') return node
    let { value } = node
    if (index === 0) value = value.trimStart()
    if (index === words.length - 1) value = value.trimEnd()
    return { ...node, value }
  })
}
