import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { projectRoot } from '#app/platform/project.server.ts'

/** A column as the picture shows it. Those of foreign keys are lines instead, unless they are part of the key. */
export type Column = { name: string; type: string; isKey: boolean; isUnique: boolean }

/** A foreign key: each row belongs to one row of `to`, or to none; and at most one row belongs to each there. */
export type Reference = { to: string; isOptional: boolean; isOneToOne: boolean }

export type Model = { name: string; says: string | null; columns: Column[]; references: Reference[] }

/** The models of one file of prisma/schema, which is one subject: `identity`, `learning`. */
export type Subject = { name: string; models: Model[] }

const MODEL = /((?:^\/\/\/ .*\n)*)^model (\w+) \{\n([\s\S]*?)^\}/gm

/** The subjects of prisma/schema that have models, in alphabetical order. */
export async function readSchema(): Promise<Subject[]> {
  const folder = path.join(projectRoot, 'prisma/schema')
  const names = (await readdir(folder)).filter((file) => file.endsWith('.prisma')).sort()
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')))
  const models = new Set(texts.flatMap((text) => [...text.matchAll(MODEL)].map(([, , name]) => name ?? '')))
  const subjects = texts.map((text, place) => ({
    name: (names[place] ?? '').replace(/\.prisma$/, ''),
    models: [...text.matchAll(MODEL)].map(([, says = '', name = '', body = '']) => modelOf(name, says, body, models)),
  }))
  return subjects.filter((subject) => subject.models.length > 0)
}

type Line = { name: string; type: string; mark: string; attributes: string }

function modelOf(name: string, says: string, body: string, models: ReadonlySet<string>): Model {
  const lines = body.split('\n').map((line) => line.trim())
  const fields = lines.flatMap((line): Line[] => {
    const [, field, type = '', mark = '', attributes = ''] = /^(\w+)\s+(\w+)(\?|\[\])?\s*(.*)$/.exec(line) ?? []
    return field ? [{ name: field, type, mark, attributes }] : []
  })
  const keys = namesIn(lines, /^@@id\(\[([^\]]*)\]/)
  const relations = fields.filter(({ attributes }) => attributes.includes('fields: ['))
  const foreign = new Set(relations.flatMap(({ attributes }) => ownColumns(attributes)))
  const columns = fields
    .filter(({ type }) => !models.has(type))
    .map((field) => columnOf(field, keys))
    .filter((column) => column.isKey || !foreign.has(column.name))
  return { name, says: wordsOf(says), columns, references: relations.map((line) => referenceTo(line, fields, keys)) }
}

function columnOf({ name, type, mark, attributes }: Line, keys: readonly string[]): Column {
  return {
    name,
    type: `${typeOf(type, attributes)}${mark === '[]' ? '[]' : ''}`,
    isKey: attributes.includes('@id') || keys.includes(name),
    isUnique: attributes.includes('@unique'),
  }
}

/** One to one, if what points there is by itself the key, or unique. */
function referenceTo({ type, mark, attributes }: Line, fields: readonly Line[], keys: readonly string[]): Reference {
  const [column, ...more] = ownColumns(attributes)
  const own = fields.find(({ name }) => name === column)
  const alone = more.length === 0 && (/@id\b|@unique\b/.test(own?.attributes ?? '') || keys.join() === column)
  return { to: type, isOptional: mark === '?', isOneToOne: alone }
}

const ownColumns = (attributes: string): string[] => namesIn([attributes], /fields: \[([^\]]*)\]/)

const namesIn = (lines: readonly string[], pattern: RegExp): string[] =>
  lines.flatMap((line) => pattern.exec(line)?.[1]?.split(/,\s*/) ?? [])

const wordsOf = (says: string): string | null =>
  says
    .replace(/^\/\/\/ ?/gm, '')
    .replace(/\n/g, ' ')
    .trim() || null

const TYPES: Record<string, string> = {
  String: 'text',
  Int: 'int',
  Boolean: 'bool',
  DateTime: 'instant',
  Json: 'json',
  Decimal: 'number',
  Bytes: 'bytes',
  // what Prisma has no type for
  Unsupported: 'tsvector',
}

function typeOf(type: string, attributes: string): string {
  if (attributes.includes('@db.Uuid')) return 'uuid'
  if (attributes.includes('@db.Date')) return 'date'
  return TYPES[type] ?? type
}
