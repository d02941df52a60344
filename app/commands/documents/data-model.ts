import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { projectRoot } from '#app/platform/project.server.ts'
import { type Model, type Reference, readSchema } from './prisma-schema.ts'

export const DATA_MODEL_DOCUMENT = path.join(projectRoot, 'docs/data-model.md')

/** What the product is about. */
const OVERVIEW: ReadonlySet<string> = new Set([
  ...['Migration', 'Milestone', 'Gate', 'Waiver', 'Audience', 'Membership', 'Person', 'Assignment'],
  ...['Module', 'Release', 'ReleaseBlock', 'Attempt', 'Completion', 'Cohort', 'CohortMember', 'CohortSession'],
  ...['Attendance', 'ConfusionReport', 'ConfusionCluster', 'Resolution', 'Notice'],
])

/**
 * The text of docs/data-model.md: as it is written, with the pictures between its marks drawn anew from prisma/schema.
 * A mark names a subject, or `overview`.
 */
export async function dataModelDocument(): Promise<string> {
  const [written, subjects] = await Promise.all([readFile(DATA_MODEL_DOCUMENT, 'utf8'), readSchema()])
  const everything = subjects.flatMap(({ models }) => models)
  const pictures = new Map([
    ['overview', picture(overview(everything))],
    ...subjects.map(({ name, models }) => [name, `${words(models)}${picture(models)}`] as const),
  ])
  return written.replace(
    /(<!-- picture: (\S+) -->\n)[\s\S]*?(<!-- end of picture -->)/g,
    (_, begin: string, name: string, end: string) => {
      const drawn = pictures.get(name)
      if (drawn === undefined) throw new Error(`docs/data-model.md: there is no subject “${name}” in prisma/schema.`)
      return `${begin}\n${drawn}\n${end}`
    },
  )
}

/** Names and the lines that must be there, without those that only shorten a way of other lines. */
function overview(models: readonly Model[]): Model[] {
  const shown = models.filter(({ name }) => OVERVIEW.has(name))
  const ways = new Map(shown.map((model) => [model.name, required(model)]))
  return shown.map(({ name, references }) => {
    const direct = ways.get(name) ?? []
    const isDetour = (to: string) => direct.some((other) => other !== to && leadsTo(ways, other, to))
    const kept = references.filter((one) => direct.includes(one.to) && !one.isOptional && !isDetour(one.to))
    return { name, says: null, columns: [], references: kept }
  })
}

const required = ({ name, references }: Model): string[] =>
  references.filter(({ to, isOptional }) => !isOptional && to !== name && OVERVIEW.has(to)).map(({ to }) => to)

function leadsTo(ways: ReadonlyMap<string, string[]>, from: string, to: string): boolean {
  return (ways.get(from) ?? []).some((next) => next === to || leadsTo(ways, next, to))
}

function words(models: readonly Model[]): string {
  const said = models.flatMap(({ name, says }) => (says ? [`- **${name}**: ${says}`] : []))
  return said.length > 0 ? `${said.join('\n')}\n\n` : ''
}

function picture(models: readonly Model[]): string {
  const lines = models.flatMap(({ name, references }) => references.map((reference) => line(name, reference)))
  return ['```mermaid', 'erDiagram', ...new Set(lines), ...models.flatMap(entity), '```', ''].join('\n')
}

/** `Person ||--o{ Attempt`: to each attempt one person, to each person any number of attempts. */
function line(from: string, { to, isOptional, isOneToOne }: Reference): string {
  return `    ${to} ${isOptional ? '|o' : '||'}--${isOneToOne ? 'o|' : 'o{'} ${from} : ""`
}

function entity({ name, columns }: Model): string[] {
  if (columns.length === 0) return []
  const marked = columns.map(({ name: column, type, isKey, isUnique }) => {
    return `        ${type} ${column}${isKey ? ' PK' : isUnique ? ' UK' : ''}`
  })
  return [`    ${name} {`, ...marked, '    }']
}
