import { z } from 'zod'
import { isDate } from './field-value.ts'
import {
  MEASURES,
  WRITTEN_STATES,
  type WrittenDate,
  type WrittenGate,
  type WrittenMigration,
} from './migration-file.ts'
import { slug } from './module-header.server.ts'
import { fitted, type PlacedYaml, readYaml } from './placed-yaml.server.ts'
import { didYouMean, type Outcome, outcomeOf, type Place, type Tell } from './problem.ts'
import { checkCharacters } from './unreadable-characters.ts'

/** A task that a gate measures, and where the gate names it. */
export type GateTask = Place & { module: string; block: string }

const words = z.string().trim().min(1).max(160)
const version = z.string({ error: 'must stand in quotes, as in "9"' }).trim().min(1).nullable().default(null)
const product = z.strictObject({ name: words, version })

const DATE_FORM = 'must be a day as in 2026-11-30, or today, today+21, today-35'
const date = z.string({ error: DATE_FORM }).transform((written, context): WrittenDate => {
  const relative = /^today(?:\s*([+-])\s*(\d{1,4}))?$/.exec(written)
  if (relative) return { fromToday: (relative[1] === '-' ? -1 : 1) * Number(relative[2] ?? 0) }
  if (isDate(written)) return { day: written }
  context.issues.push({ code: 'custom', message: DATE_FORM, input: written })
  return z.NEVER
})

const task = z
  .string()
  .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, { error: 'must be module/task, as in first-invoice/enter-invoice' })
  .transform((written) => {
    const [module = '', block = ''] = written.split('/')
    return { module, block }
  })

const TARGET_FORM = 'must be a comparison in quotes, as in ">= 90" or "<= 1.2"'
const gate = z
  .strictObject({
    measure: z.enum(MEASURES),
    target: z.string({ error: TARGET_FORM }).regex(/^(>=|<=)\s*\d+(\.\d+)?$/, { error: TARGET_FORM }),
    task: task.nullable().default(null),
    audience: slug.nullable().default(null),
  })
  .check(({ value, issues }) => {
    const isRatio = value.measure === 'task ratio'
    const say = (field: string, message: string) =>
      issues.push({ code: 'custom', path: [field], message, input: value })
    if (isRatio && value.task === null)
      say('measure', 'task ratio needs a task, as in task: first-invoice/enter-invoice')
    if (!isRatio && value.task !== null) say('task', 'belongs to the measure task ratio')
    if (!isRatio && value.audience !== null) say('audience', 'belongs to the measure task ratio')
  })
  .transform(({ target, ...rest }): WrittenGate => {
    const comparison = target.startsWith('>') ? '>=' : '<='
    return { ...rest, comparison, target: Number(target.slice(2)) }
  })

const MigrationFields = z.strictObject({
  name: words,
  organisation: words,
  old: product,
  new: product,
  timeZone: z.string().refine(isTimeZone, { error: 'must be a time zone of the IANA list, as in Europe/London' }),
  milestones: z
    .array(
      z.strictObject({
        slug,
        name: words,
        date,
        state: z.enum(WRITTEN_STATES).default('planned'),
        gates: z.array(gate).default([]),
      }),
    )
    .min(1),
  audiences: z
    .array(z.strictObject({ slug, name: words, comfort: z.enum(['power', 'casual']).default('casual') }))
    .default([]),
})

/** A milestone or an audience, and where its slug stands. */
export type NamedPlace = Place & { slug: string }

export type CompiledMigration = {
  migration: WrittenMigration
  tasks: GateTask[]
  places: { milestones: NamedPlace[]; audiences: NamedPlace[] }
}

/** Reads `migration.yaml`. */
export function compileMigration(path: string, text: string): Promise<Outcome<CompiledMigration>> {
  return outcomeOf(path, (tell) => {
    const yaml = checkCharacters(text, tell) ? readYaml(text, 1, tell) : null
    const migration = yaml && fitted(MigrationFields, yaml, tell)
    if (!yaml || !migration) return null
    refuseRepeats(migration.milestones, 'milestones', yaml, tell)
    refuseRepeats(migration.audiences, 'audiences', yaml, tell)
    refuseUnknownAudiences(migration, yaml, tell)
    const placesIn = (list: 'milestones' | 'audiences') =>
      migration[list].map(({ slug }, index) => ({ slug, ...yaml.placeOf([list, index, 'slug']) }))
    const places = { milestones: placesIn('milestones'), audiences: placesIn('audiences') }
    return { migration, tasks: gateTasks(migration, yaml), places }
  })
}

function refuseRepeats(items: readonly { slug: string }[], list: string, yaml: PlacedYaml, tell: Tell) {
  items.forEach(({ slug }, index) => {
    const isRepeat = items.findIndex((item) => item.slug === slug) < index
    if (isRepeat) tell(yaml.placeOf([list, index, 'slug']), `“${slug}” is there twice in “${list}”.`)
  })
}

function refuseUnknownAudiences(migration: WrittenMigration, yaml: PlacedYaml, tell: Tell) {
  const known = migration.audiences.map((audience) => audience.slug)
  eachGate(migration, ({ audience }, path) => {
    if (audience === null || known.includes(audience)) return
    tell(yaml.placeOf([...path, 'audience']), `There is no audience “${audience}”.${didYouMean(audience, known)}`)
  })
}

function gateTasks(migration: WrittenMigration, yaml: PlacedYaml): GateTask[] {
  const tasks: GateTask[] = []
  eachGate(migration, ({ task }, path) => {
    if (task) tasks.push({ ...yaml.placeOf([...path, 'task']), ...task })
  })
  return tasks
}

function eachGate(migration: WrittenMigration, visit: (gate: WrittenGate, path: PropertyKey[]) => void) {
  migration.milestones.forEach(({ gates }, milestone) => {
    gates.forEach((gate, index) => {
      visit(gate, ['milestones', milestone, 'gates', index])
    })
  })
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== undefined
  } catch {
    return false
  }
}
