/**
 * The ways through a lab: a walk over everything that its conditions and orders can make of it. Guided mode shows the
 * shortest right way from where somebody stands, steps are counted along it, the demo's people walk it, and an author's
 * lab is refused where there is none. Pure.
 */
import { actionsOf, fieldsOf, type LabAction, type LabDefinition, type LabScreen } from './definitions.ts'
import {
  decidingFields,
  didWith,
  fieldsIn,
  type LabStanding,
  type LabWay,
  orderBroken,
  shownScreen,
  wayOf,
  wholeScreen,
} from './lab-conditions.ts'
import { combinations, valuesToTry } from './lab-entries.ts'
import { passes } from './lab-values.ts'

/** One press on a way. */
export type WayStep = {
  /** where it is pressed, with what the fields on which conditions depend hold then */
  at: LabStanding
  action: LabAction
  way: LabWay
  /** where it leads; null: the end */
  next: LabStanding | null
}

/** What a way may pass: nothing wrong at all, errors that do no harm, or whatever there is. */
export type Allowed = 'right' | 'minor errors' | 'anything'

/** Labs with more than this are not walked to the end: their authors are asked for fewer conditions. */
const MOST_STANDINGS = 4_000
const MOST_ENTRIES = 600
const MOST_STEPS = 60_000

/** The fewest presses from a standing to the end; null where no way leads there, or none was found in reasonable time. */
export function shortestWay(
  definition: LabDefinition,
  from: LabStanding,
  allowed: Allowed = 'right',
): WayStep[] | null {
  const deciding = decidingNames(definition)
  const ways = knownWays(definition)
  const key = `${allowed} ${keyOf(from, deciding)}`
  let way = ways.get(key)
  if (way === undefined) {
    way = foundWay(definition, from, allowed)
    ways.set(key, way)
  }
  return way?.map((step) => enteredIn(step, from, deciding)) ?? null
}

function foundWay(definition: LabDefinition, from: LabStanding, allowed: Allowed): WayStep[] | null {
  let found: WayStep[] | null = null
  walk(definition, from, allowed, (step, place) => {
    if (step.next === null) found = [...stepsTo(place), step]
    return step.next === null
  })
  return found
}

const MOST_KNOWN = 500

const known = new WeakMap<LabDefinition, Map<string, WayStep[] | null>>()

/** Ways that were found before: nothing but the screen, what was done and what conditions ask makes one different. */
function knownWays(definition: LabDefinition): Map<string, WayStep[] | null> {
  const ways = known.get(definition)
  if (ways && ways.size < MOST_KNOWN) return ways
  const fresh = new Map<string, WayStep[] | null>()
  known.set(definition, fresh)
  return fresh
}

/** A step of a way that was found from a standing like this one: what no condition asks is as it is here. */
function enteredIn(step: WayStep, { values }: LabStanding, deciding: readonly string[]): WayStep {
  const here = (standing: LabStanding): LabStanding => {
    const decided = deciding.map((name) => [name, standing.values[name] ?? ''] as const)
    return { ...standing, values: { ...values, ...Object.fromEntries(decided) } }
  }
  return { ...step, at: here(step.at), next: step.next && here(step.next) }
}

function decidingNames(definition: LabDefinition): string[] {
  return decidingFields(definition, fieldsIn(definition)).map(({ name }) => name)
}

/** What makes a standing different from others, as far as ways go. */
function keyOf({ screen, values, did = [] }: LabStanding, deciding: readonly string[]): string {
  return JSON.stringify([screen, deciding.map((name) => values[name]), [...did].sort()])
}

/** Everything that can happen in a lab, each press from each standing once; null if that is too much to look at. */
export function everyStep(definition: LabDefinition, from: LabStanding): WayStep[] | null {
  const steps: WayStep[] = []
  const isWhole = walk(definition, from, 'anything', (step) => {
    steps.push(step)
    return false
  })
  return isWhole ? steps : null
}

/** Where a walk has come to, and how. */
type Place = { standing: LabStanding; by: WayStep | null; from: Place | null }

/**
 * Goes to every standing that can be reached, nearest first, until a step from somewhere is enough. Answers whether
 * nothing was left out.
 */
function walk(
  definition: LabDefinition,
  from: LabStanding,
  allowed: Allowed,
  isEnough: (step: WayStep, place: Place) => boolean,
): boolean {
  const deciding = decidingNames(definition)
  const seen = new Set([keyOf(from, deciding)])
  const places: Place[] = [{ standing: from, by: null, from: null }]
  let looked = 0
  // The list grows while it is read: whatever is reached is gone on from.
  for (const place of places) {
    const steps = stepsFrom(definition, place.standing, allowed)
    if (steps === null) return false
    looked += steps.length
    if (looked > MOST_STEPS) return false
    for (const step of steps) {
      if (isEnough(step, place)) return true
      if (step.next === null || seen.has(keyOf(step.next, deciding))) continue
      if (seen.size >= MOST_STANDINGS) return false
      seen.add(keyOf(step.next, deciding))
      places.push({ standing: step.next, by: step, from: place })
    }
  }
  return true
}

function stepsTo(place: Place): WayStep[] {
  const steps: WayStep[] = []
  for (let at: Place | null = place; at?.by; at = at.from) steps.unshift(at.by)
  return steps
}

/** What can be pressed in one standing, with every entry that makes a difference; null if there are too many. */
function stepsFrom(definition: LabDefinition, standing: LabStanding, allowed: Allowed): WayStep[] | null {
  const deciding = decidingFields(definition, fieldsOf(wholeScreen(definition, standing)))
  const entries = combinations(
    deciding.map((field) => valuesToTry(definition, field, standing.values[field.name] ?? '', allowed !== 'anything')),
    MOST_ENTRIES,
  )
  if (entries === null) return null
  return entries.flatMap((entered) => {
    const values = {
      ...standing.values,
      ...Object.fromEntries(deciding.map(({ name }, place) => [name, entered[place]])),
    }
    const at = { ...standing, values: values as LabStanding['values'] }
    const screen = shownScreen(definition, at)
    return actionsOf(screen).flatMap((action) => stepBy(definition, at, screen, action, allowed) ?? [])
  })
}

/** What a press leads to; null if it is not allowed, or only stays where it was for want of something. */
function stepBy(
  definition: LabDefinition,
  at: LabStanding,
  screen: LabScreen,
  action: LabAction,
  allowed: Allowed,
): WayStep | null {
  const way = wayOf(definition, action, at)
  if (!isAllowed(way, allowed) || orderBroken(definition, action, way, at)) return null
  if (way.error !== null && way.to === null) return { at, action, way, next: at }
  const isRight = decidingFields(definition, fieldsOf(screen)).every((field) =>
    passes(field, at.values[field.name] ?? ''),
  )
  if (action.submits && !isRight) return null
  if (way.to === null && action.submits) return { at, action, way, next: null }
  const did = didWith(definition, at.did ?? [], [way.error === null ? action.name : null, way.to])
  return { at, action, way, next: { ...at, screen: way.to ?? at.screen, ...(at.did ? { did } : {}) } }
}

function isAllowed({ error, critical }: LabWay, allowed: Allowed): boolean {
  return error === null || allowed === 'anything' || (allowed === 'minor errors' && !critical)
}
