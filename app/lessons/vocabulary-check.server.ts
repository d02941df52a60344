import type { Nodes } from 'mdast'
import { durationMs, momentSeconds } from './duration.ts'
import { extensionOf, extensionsOf, MEDIA_TYPES, type MediaShelf, mediaName } from './media.ts'
import type { Part } from './parts.server.ts'
import { didYouMean, either, type Place, type Tell } from './problem.ts'
import { SLUG, SLUG_WORDS } from './slug.ts'
import { type AttributeKind, type AttributeRule, type ComponentName, ruleOf, VOCABULARY } from './vocabulary.ts'
import { wordsIn } from './words-in.ts'

/** Tells every component that stands where it may not, lacks or misspells an attribute, or holds what it cannot. */
export function checkVocabulary(parts: readonly Part[], media: MediaShelf, tell: Tell): void {
  const walk = (part: Part, around: readonly Part[]) => {
    checkPosition(part, around, tell)
    checkAttributes(part, media, tell)
    checkContent(part, tell)
    for (const inner of part.parts) walk(inner, [...around, part])
  }
  for (const part of parts) walk(part, [])
}

function checkPosition(part: Part, around: readonly Part[], tell: Tell) {
  const { name, place, stands } = part
  const { inside, block } = ruleOf(name)
  const parent = around.at(-1)
  if (around.some((outer) => outer.name === name)) {
    tell(place, `<${name}> cannot stand in another <${name}>.`)
    return
  }
  const here = parent ? [parent.name, ruleOf(parent.name).holds] : ['page']
  if (!here.some((where) => inside.includes(where))) {
    tell(place, `<${name}> cannot stand ${parent ? `in <${parent.name}>` : 'here'}; it belongs ${belongs(inside)}.`)
  } else if (block && stands !== 'alone') {
    tell(
      place,
      `<${name}> stands on lines of its own, outside of lists and quotations, with an empty line before and after.`,
    )
  } else if (stands === 'nested' && !inside.includes('words')) {
    tell(place, `<${name}> cannot stand in a list, a quotation or another element.`)
  }
}

function belongs(inside: readonly string[]): string {
  const parents = inside.filter((where) => where in VOCABULARY).map((where) => `<${where}>`)
  const places = inside.includes('page') ? ['outside of other components'] : []
  return either([...places, ...(parents.length > 0 ? [`in ${either(parents)}`] : [])])
}

function checkAttributes(part: Part, media: MediaShelf, tell: Tell) {
  const rules = ruleOf(part.name).attributes
  const names = Object.keys(rules)
  for (const [attribute, { value, place }] of part.attributes) {
    const rule = Object.hasOwn(rules, attribute) ? rules[attribute] : undefined
    if (rule) checkValue(part.name, attribute, rule, value, media, (message) => tell(place, message))
    else tell(place, `<${part.name}> takes no attribute “${attribute}”.${didYouMean(attribute, names)} ${takes(names)}`)
  }
  const missing = names.filter((attribute) => rules[attribute]?.required && !part.attributes.has(attribute))
  if (missing.length > 0)
    tell(
      part.place,
      `<${part.name}> needs ${missing.map((attribute) => needed(attribute, rules[attribute])).join(' and ')}.`,
    )
}

/** `“kind” (note, tip or caution)` */
function needed(attribute: string, rule: AttributeRule | undefined): string {
  const choices = typeof rule?.is === 'object' && 'oneOf' in rule.is ? ` (${either(rule.is.oneOf)})` : ''
  return `“${attribute}”${choices}`
}

function takes(names: readonly string[]): string {
  return names.length === 0 ? 'It takes none.' : `It takes ${names.join(', ')}.`
}

function checkValue(
  component: ComponentName,
  attribute: string,
  rule: AttributeRule,
  value: string | true,
  media: MediaShelf,
  say: (message: string) => void,
) {
  if (rule.is === 'flag') {
    if (value !== true) say(`“${attribute}” of <${component}> stands alone: write it without a value, or leave it out.`)
  } else if (value === true || (value.trim() === '' && rule.required)) {
    say(`“${attribute}” of <${component}> needs text: ${attribute}="…".`)
  } else {
    const expected = wrongValue(rule.is, value, media)
    if (expected) say(`“${attribute}” of <${component}> ${expected}`)
  }
}

/** What is wrong with a value, as the end of a sentence; null if nothing is. */
function wrongValue(is: AttributeKind, value: string, media: MediaShelf): string | null {
  if (typeof is === 'object') return 'oneOf' in is ? wrongChoice(is.oneOf, value) : wrongMedia(is.media, value, media)
  switch (is) {
    case 'id':
    case 'name':
    case 'module':
      return SLUG.test(value) ? null : `must be ${SLUG_WORDS}, not “${value}”.`
    case 'minutes':
      return /^[1-9]\d{0,2}$/.test(value) ? null : `must be a whole number of minutes, not “${value}”.`
    case 'web':
      return isWebAddress(value) ? null : `must be an address as in https://sandbox.example.com, not “${value}”.`
    case 'duration':
      return durationMs(value) === null ? `must be a time as in 3m10s, not “${value}”.` : null
    case 'moment':
      return momentSeconds(value) === null ? `must be a place in the film as in 0:45, not “${value}”.` : null
    case 'count':
      return /^[1-9]\d{0,2}$/.test(value) ? null : `must be a whole number from 1, not “${value}”.`
    case 'percent':
      return /^(?:[1-9]\d?|100)$/.test(value) ? null : `must be a whole number from 1 to 100, not “${value}”.`
    default:
      return null
  }
}

function isWebAddress(value: string): boolean {
  return URL.canParse(value) && /^https?:\/\//i.test(value)
}

function wrongChoice(values: readonly string[], value: string): string | null {
  return values.includes(value) ? null : `must be ${either(values)}, not “${value}”.${didYouMean(value, values)}`
}

/** What is wrong with the address of a picture, film or captions file; null if it is there and of that kind. */
export function wrongMedia(kind: 'picture' | 'video' | 'captions', address: string, media: MediaShelf): string | null {
  const name = mediaName(address)
  if (name === null)
    return `must name a file of the media folder, as in media/name.${extensionsOf(kind)[0]}, not “${address}”.`
  if (MEDIA_TYPES[extensionOf(name)]?.kind !== kind) {
    return `must be a ${kind === 'captions' ? 'captions file' : kind} (${extensionsOf(kind).join(', ')}), not “${address}”.`
  }
  if (!Object.hasOwn(media, name))
    return `names media/${name}, which is not there.${didYouMean(name, Object.keys(media))}`
  if (kind === 'video' && media[name]?.seconds === null)
    return `names media/${name}, whose length cannot be read. Export the film again, as mp4 or webm.`
  return null
}

function checkContent(part: Part, tell: Tell) {
  const { name } = part
  const { holds } = ruleOf(name)
  const own = part.markdown.filter(isContent)
  const first: Place | undefined = own[0]?.position?.start
  if (holds === 'nothing' && (own.length > 0 || part.parts.length > 0)) {
    tell(first ?? part.place, `<${name}> holds nothing: write it as <${name} … />.`)
  } else if (holds === 'parts' && own.length > 0) {
    tell(first ?? part.place, `<${name}> holds only components, no text.`)
  } else if (
    holds === 'line' &&
    own.some((node) => isMoreThanALine(node) || (node.type === 'paragraph' && own.length > 1))
  ) {
    tell(first ?? part.place, `<${name}> holds one line of text.`)
  }
}

function isContent(node: Nodes): boolean {
  if (node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression') return false
  return node.type === 'paragraph' || node.type === 'text' ? wordsOutsideParts(node) : true
}

/** A paragraph that only wraps components has no words of its own. */
function wordsOutsideParts(node: Nodes): boolean {
  if (!('children' in node)) return wordsIn(node) !== ''
  return node.children.some((child) =>
    child.type === 'text'
      ? child.value.trim() !== ''
      : child.type !== 'mdxJsxTextElement' && child.type !== 'mdxTextExpression',
  )
}

function isMoreThanALine(node: Nodes): boolean {
  return !['paragraph', 'text', 'strong', 'emphasis', 'inlineCode', 'delete', 'link', 'mdxJsxTextElement'].includes(
    node.type,
  )
}
