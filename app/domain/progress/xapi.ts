/**
 * What a person did, as statements of xAPI 2.0 (IEEE 9274.1.1): one for each completion, for each begin and each end of
 * a try at a task, and for each answered check. Pure: the same record gives the same statements, ids included, so that a
 * learning record store that has them already takes no second one.
 */
import { v5 } from 'uuid'

/** Where something happened: a module in a release, and a block of it. */
type InModule = { slug: string; module: string; label: string }
type InBlock = InModule & { block: string; blockTitle: string }

export type CompletedRecord = InModule & { id: string; at: Date }
export type TriedRecord = InBlock & {
  id: string
  setting: 'lab' | 'outside' | 'reported'
  mode: 'assessed' | 'guided'
  startedAt: Date
  finishedAt: Date | null
  outcome: 'success' | 'failure' | 'gave up' | null
  /** by the clock of the task */
  ms: number
  errors: number
  criticalErrors: number
  suspectReason: string | null
}
/** `mark` is the share in per cent that passes; null where the module's rule does not ask for the check. */
export type AnsweredRecord = InBlock & { id: string; at: Date; right: number; total: number; mark: number | null }

export type OwnRecord = { completions: CompletedRecord[]; tries: TriedRecord[]; answers: AnsweredRecord[] }

/** Who it is about: an account of this deployment, `origin` being its public address. */
export type Actor = { origin: string; personId: string; name: string; migration: { slug: string; name: string } }

type Words = { en: string }
type Activity = { objectType: 'Activity'; id: string; definition: { type: string; name: Words } }

export type Statement = {
  id: string
  version: '2.0.0'
  actor: { objectType: 'Agent'; name: string; account: { homePage: string; name: string } }
  verb: { id: string; display: Words }
  object: Activity
  result?: {
    success?: boolean
    completion?: boolean
    /** ISO 8601 */
    duration?: string
    score?: { scaled: number; raw: number; min: 0; max: number }
    extensions?: Record<string, unknown>
  }
  context: {
    platform: 'Gangway'
    revision: string
    registration?: string
    contextActivities: { parent?: Activity[]; grouping: Activity[] }
    extensions?: Record<string, unknown>
  }
  timestamp: string
}

const ADL = 'http://adlnet.gov/expapi'
const VERBS = {
  completed: `${ADL}/verbs/completed`,
  attempted: `${ADL}/verbs/attempted`,
  passed: `${ADL}/verbs/passed`,
  failed: `${ADL}/verbs/failed`,
  answered: `${ADL}/verbs/answered`,
  abandoned: 'https://w3id.org/xapi/adl/verbs/abandoned',
} as const
type Verb = keyof typeof VERBS

/** Ids of statements about the begin of what has an id itself. */
const BEGINS = 'b2f0c1de-6c0a-5c8e-9c53-3d7a0d1f7a11'

/** Everything on a record, in order of time; what completed a module stands before its completion. */
export function statementsOf(actor: Actor, { completions, tries, answers }: OwnRecord): Statement[] {
  const statements = [
    ...tries.flatMap((tried) => [begun(actor, tried), ...ended(actor, tried)]),
    ...answers.map((answer) => answered(actor, answer)),
    ...completions.map((completion) => completed(actor, completion)),
  ]
  return statements.sort((one, other) => one.timestamp.localeCompare(other.timestamp))
}

function completed(actor: Actor, completion: CompletedRecord): Statement {
  const said = about(actor, 'completed', completion.id, completion.at, completion)
  return { ...said, object: moduleActivity(actor, completion), result: { completion: true } }
}

function begun(actor: Actor, tried: TriedRecord): Statement {
  const said = about(actor, 'attempted', v5(tried.id, BEGINS), tried.startedAt, tried)
  return inBlock(actor, { ...said, object: taskActivity(actor, tried) }, tried, tried.id)
}

const END_VERBS = { success: 'passed', failure: 'failed', 'gave up': 'abandoned' } as const

/** How a try ended; nothing while it is running. A time that is not believed is left out, with the reason. */
function ended(actor: Actor, tried: TriedRecord): Statement[] {
  const { outcome, finishedAt, suspectReason, mode, errors, criticalErrors } = tried
  if (outcome === null || finishedAt === null) return []
  const said = about(actor, END_VERBS[outcome], tried.id, finishedAt, tried)
  const result = {
    success: outcome === 'success',
    completion: outcome !== 'gave up',
    ...(suspectReason === null ? { duration: durationOf(tried.ms) } : {}),
    extensions: named(actor, { mode, errors, criticalErrors, ...(suspectReason === null ? {} : { suspectReason }) }),
  }
  return [inBlock(actor, { ...said, object: taskActivity(actor, tried), result }, tried, tried.id)]
}

function answered(actor: Actor, answer: AnsweredRecord): Statement {
  const { right, total, mark } = answer
  const passes = mark !== null && right * 100 >= mark * total
  const verb = mark === null ? 'answered' : passes ? 'passed' : 'failed'
  const result = {
    ...(mark === null ? {} : { success: passes }),
    completion: true,
    score: { scaled: right / total, raw: right, min: 0 as const, max: total },
  }
  const object = blockActivity(actor, answer, `${ADL}/activities/assessment`)
  return inBlock(actor, { ...about(actor, verb, answer.id, answer.at, answer), object, result }, answer)
}

type Said = Omit<Statement, 'object'>

function about(actor: Actor, verb: Verb, id: string, at: Date, { label }: InModule): Said {
  const migration = activity(
    `${actor.origin}/#${actor.migration.slug}`,
    `${ADL}/activities/course`,
    actor.migration.name,
  )
  return {
    id,
    version: '2.0.0',
    actor: {
      objectType: 'Agent',
      name: actor.name,
      account: { homePage: actor.origin, name: actor.personId },
    },
    verb: { id: VERBS[verb], display: { en: verb } },
    context: { platform: 'Gangway', revision: label, contextActivities: { grouping: [migration] } },
    timestamp: at.toISOString(),
  }
}

/** A statement about a block names its module, and the try that it belongs to. */
function inBlock(actor: Actor, statement: Statement, place: InModule, registration?: string): Statement {
  const { contextActivities, ...context } = statement.context
  const parent = [moduleActivity(actor, place)]
  return {
    ...statement,
    context: {
      ...context,
      ...(registration ? { registration } : {}),
      contextActivities: { parent, ...contextActivities },
    },
  }
}

const TASK_TYPES = { lab: 'simulation', outside: 'performance', reported: 'performance' } as const

const moduleActivity = (actor: Actor, { slug, module }: InModule): Activity =>
  activity(`${actor.origin}/modules/${slug}`, `${ADL}/activities/module`, module)

const taskActivity = (actor: Actor, tried: TriedRecord): Activity =>
  blockActivity(actor, tried, `${ADL}/activities/${TASK_TYPES[tried.setting]}`)

const blockActivity = (actor: Actor, { slug, block, blockTitle }: InBlock, type: string): Activity =>
  activity(`${actor.origin}/modules/${slug}#${encodeURIComponent(block)}`, type, blockTitle)

const activity = (id: string, type: string, name: string): Activity => ({
  objectType: 'Activity',
  id,
  definition: { type, name: { en: name } },
})

/** Facts for which xAPI has no name, under addresses of ours. */
function named({ origin }: Actor, facts: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [`${origin}/help/what-is-measured#${name}`, fact]),
  )
}

/** To a hundredth of a second, which is as exact as the specification compares. */
const durationOf = (ms: number): string => `PT${(ms / 1000).toFixed(2)}S`
