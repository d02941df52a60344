import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  type Node,
  type ParsedNode,
  parseDocument,
  visit,
} from 'yaml'
import type { z } from 'zod'
import { didYouMean, either, type Place, type Tell } from './problem.ts'
import { isUnreadable } from './unreadable-characters.ts'

/** A value read from YAML that remembers where each of its parts stands. */
export type PlacedYaml = {
  value: unknown
  /** where the value at `path` begins, or the nearest part around it */
  placeOf: (path: readonly PropertyKey[]) => Place
  /** where the name of a field stands */
  placeOfKey: (path: readonly PropertyKey[]) => Place
}

/** Reads YAML that begins at line `firstLine` of its file. Null after telling what cannot be read. */
export function readYaml(text: string, firstLine: number, tell: Tell): PlacedYaml | null {
  const document = parseDocument(text, { prettyErrors: false })
  // Not by the parser's own count of lines, which loses its place where it has to read something again.
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  const placeAt = (offset: number): Place => {
    const line = starts.findLastIndex((start) => start <= offset)
    return { line: line + firstLine, column: offset - (starts[line] ?? 0) + 1 }
  }
  const tooDeep = document.errors.find(({ message }) => message.includes('call stack'))
  if (tooDeep) {
    tell(placeAt(tooDeep.pos[0]), 'Values are nested too deeply here; no field needs more than two levels.')
    return null
  }
  for (const { code, message, pos } of document.errors) tell(placeAt(pos[0]), wordsForError(code, message))
  if (!isPlain(document, placeAt, tell) || document.errors.length > 0) return null
  const root = document.contents
  return {
    value: document.toJS(),
    placeOf: (path) => placeAt(offsetOf(root, path, 'value')),
    placeOfKey: (path) => placeAt(offsetOf(root, path, 'key')),
  }
}

function wordsForError(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'This field is there twice; leave one out.'
  return `This is not YAML: ${message}. Fields are written name: value, each on a line; text with a colon, a # or a bracket stands in quotes.`
}

/** Tells what of YAML is more than text, numbers, lists and fields; answers whether there was nothing. */
function isPlain(document: Document.Parsed, placeAt: (offset: number) => Place, tell: Tell): boolean {
  let plain = true
  visit(document, {
    Pair(_, { key }) {
      if (!isScalar(key) || key.value !== '__proto__') return
      plain = false
      tell(placeAt(key.range?.[0] ?? 0), '“__proto__” cannot be the name of a field.')
    },
    Node(_, node) {
      const words = notPlain(node)
      if (words === null) return
      plain = false
      tell(placeAt(node.range?.[0] ?? 0), words)
    },
  })
  return plain
}

function notPlain(node: Node): string | null {
  // Aliases would let a few lines grow into millions of values.
  if (isAlias(node)) return `*${node.source} repeats another value; write it out.`
  // Other readers of YAML make programs of tags: `!!js/function`.
  if (node.tag)
    return `The tag ${tagAsWritten(node.tag)} cannot be used. Write the value alone; text that begins with ! stands in quotes.`
  if ('anchor' in node && node.anchor)
    return `&${node.anchor} cannot be used. Write the value alone; text that begins with & stands in quotes.`
  // An escape in quotes can make what no text can hold, though the file itself is sound.
  if (isScalar(node) && typeof node.value === 'string' && isUnreadable(node.value))
    return 'An escape here stands for no character that can be kept. Write the character itself.'
  return null
}

function tagAsWritten(tag: string): string {
  return tag.replace('tag:yaml.org,2002:', '!!')
}

function offsetOf(root: ParsedNode | null, path: readonly PropertyKey[], side: 'key' | 'value'): number {
  let node: unknown = root
  let offset = root?.range[0] ?? 0
  path.forEach((step, depth) => {
    const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && item.key.value === step) : null
    const next = isPair(pair) ? pair.value : hasItems(node) ? node.items[Number(step)] : null
    const place = isPair(pair) && (depth === path.length - 1 && side === 'key' ? pair.key : (pair.value ?? pair.key))
    const found = place || next
    if (isNode(found) && found.range) offset = found.range[0]
    node = next
  })
  return offset
}

function hasItems(node: unknown): node is { items: unknown[] } {
  return isNode(node) && 'items' in node && !isMap(node)
}

/**
 * The value as the schema wants it, or null after telling each thing that does not fit, at its place.
 * Messages of the schema itself are predicates: "must be a date".
 */
export function fitted<Schema extends z.ZodType>(
  schema: Schema,
  yaml: PlacedYaml,
  tell: Tell,
): z.output<Schema> | null {
  const result = schema.safeParse(yaml.value ?? {}, { error: predicateFor })
  if (result.success) return result.data
  for (const issue of result.error.issues) {
    if (issue.code === 'unrecognized_keys') tellUnknownFields(issue, schema, yaml, tell)
    else tell(yaml.placeOf(issue.path), `${nameOf(issue.path)} ${issue.message}.`)
  }
  return null
}

function tellUnknownFields(issue: z.core.$ZodIssueUnrecognizedKeys, schema: z.ZodType, yaml: PlacedYaml, tell: Tell) {
  const known = fieldsAt(schema, issue.path)
  const allowed = known.length > 0 ? ` Allowed: ${known.join(', ')}.` : ''
  for (const key of issue.keys) {
    tell(yaml.placeOfKey([...issue.path, key]), `Unknown field “${key}”.${didYouMean(key, known)}${allowed}`)
  }
}

/** The names that a schema knows at a path, for the message only. */
function fieldsAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  const definition = (schema as { def?: Record<string, unknown> } | undefined)?.def
  if (!definition) return []
  if ('innerType' in definition) return fieldsAt(definition.innerType, path)
  if (Array.isArray(definition.options)) return definition.options.flatMap((option) => fieldsAt(option, path))
  const [step, ...rest] = path
  if (definition.type === 'array') return fieldsAt(definition.element, rest)
  const shape = definition.shape as Record<string, unknown> | undefined
  if (!shape) return []
  return step === undefined ? Object.keys(shape) : fieldsAt(shape[String(step)], rest)
}

function nameOf(path: readonly PropertyKey[]): string {
  const name = path.filter((step) => typeof step === 'string').at(-1)
  if (name === undefined) return 'This'
  return typeof path.at(-1) === 'number' ? `Each of “${name}”` : `“${name}”`
}

const TYPE_WORDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list, as in [one, two]',
  object: 'fields, as in { name: value }',
  record: 'fields, as in { name: value }',
}

function predicateFor(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined) return 'is missing'
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${TYPE_WORDS[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `must be ${either(issue.values.map(String))}`
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' ? 'is empty' : `must be at least ${issue.minimum}`
    case 'too_big':
      return `must be at most ${issue.maximum}`
    default:
      return 'is not of a form that can be read'
  }
}
