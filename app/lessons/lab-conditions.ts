/**
 * What of a lab depends on what was entered or done before: which parts are shown, where an action leads, what comes too
 * early. Pure; the reducer, the check of an author's lab and guided mode all ask here.
 */
import {
  actionsOf,
  fieldsOf,
  type LabAction,
  type LabCondition,
  type LabDefinition,
  type LabField,
  type LabOrder,
  type LabScreen,
  type LabTurn,
} from './definitions.ts'
import { isEmptyValue, sameValue, sizeOf } from './lab-values.ts'

/** As much of a lab's state as anything depends on. `did` names what was done, as far as something asks for it. */
export type LabStanding = {
  screen: string
  values: Readonly<Record<string, string>>
  did?: readonly string[]
}

/** A lab at its start: on the first screen, each field as the author filled it. */
export function startOf(definition: LabDefinition): LabStanding {
  const { id } = firstScreen(definition)
  const values = Object.fromEntries(fieldsIn(definition).map((field) => [field.name, field.value]))
  const { asked } = knowledgeOf(definition)
  return asked.size > 0 ? { screen: id, values, did: asked.has(id) ? [id] : [] } : { screen: id, values }
}

/** The screen where somebody stands, with everything that can ever be on it. */
export function wholeScreen(definition: LabDefinition, { screen }: Pick<LabStanding, 'screen'>): LabScreen {
  return definition.screens.find(({ id }) => id === screen) ?? firstScreen(definition)
}

/** The screen where somebody stands, with what is on it now. */
export function shownScreen(definition: LabDefinition, standing: LabStanding): LabScreen {
  const screen = wholeScreen(definition, standing)
  if (screen.parts.every(({ when }) => when === undefined)) return screen
  return {
    ...screen,
    parts: screen.parts.filter(({ when }) => when === undefined || holds(definition, when, standing)),
  }
}

/** Whether a condition holds. A field that there is not holds nothing. */
export function holds(definition: LabDefinition, condition: LabCondition, standing: LabStanding): boolean {
  if ('done' in condition) return (standing.did ?? []).includes(condition.done) === condition.yet
  const type = fieldNamed(definition, condition.field)?.type ?? 'text'
  const value = standing.values[condition.field] ?? ''
  if ('is' in condition) return condition.is.some((one) => sameValue(type, value, one))
  if ('not' in condition) return !condition.not.some((one) => sameValue(type, value, one))
  if ('filled' in condition) return isEmptyValue(type, value) !== condition.filled
  const [size, than] = [sizeOf(type, value), sizeOf(type, condition.than)]
  return size !== null && than !== null && COMPARE[condition.compares](size, than)
}

const COMPARE: Record<'<' | '<=' | '>' | '>=', (size: number, than: number) => boolean> = {
  '<': (size, than) => size < than,
  '<=': (size, than) => size <= than,
  '>': (size, than) => size > than,
  '>=': (size, than) => size >= than,
}

/** What an action does where somebody stands: as its first turn that holds says, else as it says itself. */
export type LabWay = Omit<LabTurn, 'when'> & { turn: LabTurn | null }

export function wayOf(definition: LabDefinition, action: LabAction, standing: LabStanding): LabWay {
  const turn = action.turns?.find(({ when }) => holds(definition, when, standing)) ?? null
  if (turn === null) {
    const { to, error, critical, says } = action
    return { to, error, critical, says, turn }
  }
  const { error, critical, says } = turn
  // Only words change: it leads where it always does.
  const to = turn.to ?? (error === null ? action.to : null)
  return { to, error, critical, says, turn }
}

/** What would have to be done first, if an action comes too early; null if it does not. */
export function orderBroken(
  definition: LabDefinition,
  action: LabAction,
  way: Pick<LabWay, 'to'>,
  { did = [] }: LabStanding,
): LabOrder | null {
  const isBroken = (order: LabOrder | undefined) => order !== undefined && !did.includes(order.done)
  if (action.after && isBroken(action.after)) return action.after
  const target = way.to === null ? undefined : definition.screens.find(({ id }) => id === way.to)
  return target?.after && isBroken(target.after) ? target.after : null
}

/** Where somebody stands after an action that was right, having gone to another screen or stayed. */
export function didWith(
  definition: LabDefinition,
  did: readonly string[],
  names: readonly (string | null | undefined)[],
) {
  const { asked } = knowledgeOf(definition)
  const fresh = names.filter(
    (name): name is string => typeof name === 'string' && asked.has(name) && !did.includes(name),
  )
  return fresh.length > 0 ? [...did, ...fresh] : did
}

export function fieldNamed(definition: LabDefinition, name: string): LabField | undefined {
  return knowledgeOf(definition).fields.get(name)
}

/** Every field of a lab. */
export function fieldsIn(definition: LabDefinition): LabField[] {
  return [...knowledgeOf(definition).fields.values()]
}

/** Every condition of a lab, wherever it stands. */
export function conditionsIn(definition: LabDefinition): readonly LabCondition[] {
  return knowledgeOf(definition).conditions
}

/** Those of these fields of which conditions ask what they hold. */
export function decidingFields(definition: LabDefinition, among: readonly LabField[]): LabField[] {
  const { deciding } = knowledgeOf(definition)
  return deciding.size === 0 ? [] : among.filter(({ name }) => deciding.has(name))
}

type Knowledge = {
  fields: ReadonlyMap<string, LabField>
  conditions: LabCondition[]
  /** names of fields of which conditions ask what they hold */
  deciding: ReadonlySet<string>
  /** names of what conditions and orders ask whether it was done */
  asked: ReadonlySet<string>
}

const known = new WeakMap<LabDefinition, Knowledge>()

function knowledgeOf(definition: LabDefinition): Knowledge {
  let knowledge = known.get(definition)
  if (!knowledge) {
    knowledge = gathered(definition)
    known.set(definition, knowledge)
  }
  return knowledge
}

function gathered({ screens }: LabDefinition): Knowledge {
  const actions = screens.flatMap(actionsOf)
  const conditions = [
    ...screens.flatMap(({ parts }) => parts.flatMap(({ when }) => when ?? [])),
    ...actions.flatMap(({ turns }) => turns?.map(({ when }) => when) ?? []),
  ]
  const orders = [...screens, ...actions].flatMap(({ after }) => after ?? [])
  return {
    fields: new Map(screens.flatMap(fieldsOf).map((field) => [field.name, field])),
    conditions,
    deciding: new Set(conditions.flatMap((one) => ('field' in one ? one.field : []))),
    asked: new Set([
      ...conditions.flatMap((one) => ('done' in one ? one.done : [])),
      ...orders.map(({ done }) => done),
    ]),
  }
}

function firstScreen({ screens }: LabDefinition): LabScreen {
  const [screen] = screens
  if (!screen) throw new Error('a lab has at least one screen')
  return screen
}
