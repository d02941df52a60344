import { isMap, isNode, isPair, isScalar, LineCounter, type ParsedNode, parseDocument, visit } from 'yaml'
import type { z } from 'zod'
import { didYouMean, either, type Place, type Tell } from './problem.ts'

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
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1) + firstLine - 1, column: Math.max(col, 1) }
  }
  for (const error of document.errors) tell(placeAt(error.pos[0]), `This is not YAML: ${error.message}`)
  let aliases = false
  let unkept = false
  visit(document, {
    // Aliases would let a few lines grow into millions of values.
    Alias(_, { source, range }) {
      aliases = true
      tell(placeAt(range?.[0] ?? 0), `*${source} repeats another value; write it out.`)
    },
    // An escape in quotes can make what no database keeps, though the file itself is sound.
    Scalar(_, { value, range }) {
      if (typeof value !== 'string' || (value.isWellFormed() && !value.includes('\0'))) return
      unkept = true
      tell(
        placeAt(range?.[0] ?? 0),
        'An escape here stands for no character that can be kept. Write the character itself.',
      )
    },
  })
  if (aliases || unkept || document.errors.length > 0) return null
  const root = document.contents
  return {
    value: document.toJS(),
    placeOf: (path) => placeAt(offsetOf(root, path, 'value')),
    placeOfKey: (path) => placeAt(offsetOf(root, path, 'key')),
  }
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
