/**
 * How a lab runs: the same pure reducer draws it in the browser and replays it on the server, so that both agree on
 * what was right. The browser sends every press of an action as an event; the server trusts nothing but those.
 */
import { actionsOf, fieldsOf, type LabAction, type LabDefinition, type LabScreen } from '#app/lessons/definitions.ts'
import {
  didWith,
  type LabWay,
  orderBroken,
  shownScreen,
  startOf,
  wayOf,
  wholeScreen,
} from '#app/lessons/lab-conditions.ts'
import { stepOfScreen } from './lab-route.ts'
import { type WrongSum, wrongFields, wrongSums } from './lab-wrong.ts'

/** A lab as it stands: enough to go on after a reload or on another device. */
export type LabState = {
  /** id of the screen that is shown */
  screen: string
  /** all fields of the lab, by name, as typed */
  values: Record<string, string>
  /** which step of the shortest way the screen is, from 1; see `labSteps` for how many there are */
  step: number
  /** what is wrong after the last press, by field name */
  fieldErrors: Record<string, string>
  /** what does not add up after the last press; absent where everything does */
  wrongSums?: { fields: string[]; says: string }[]
  /** screens that were opened and actions that were done, as far as the lab asks for it; absent where it does not */
  did?: readonly string[]
  /** what the lab said to the last press */
  lastSaid: string | null
  /** it ended with success; nothing happens any more */
  done: boolean
  /** how many times an action was pressed: the `nth` of the next press */
  presses: number
  /** something was done that would do harm: an end of this attempt is no success for the rule */
  critical: boolean
}

/** Something wrong that was done: `place` is `screen/field` or the action's id. */
export type LabError = { type: string; critical: boolean; place: string }

export type Pressed = {
  state: LabState
  errors: LabError[]
  /** what is told now; null: nothing */
  says: string | null
  done: boolean
}

/** One press, as events carry it: the values are those of the screen's fields. */
export type LabPress = { screen: string; action: string; values: Readonly<Record<string, string>> }

export type Replayed = { state: LabState; errors: (LabError & { press: number })[]; doneAt: number | null }

const EARLY_ERROR = 'wrong-order'
const EARLY_WORDS = 'Something else comes first.'

/** A lab at its start: on the first screen, each field as the author filled it. */
export function startLab(definition: LabDefinition): LabState {
  return {
    ...startOf(definition),
    step: 1,
    fieldErrors: {},
    lastSaid: null,
    done: false,
    presses: 0,
    critical: false,
  }
}

/** The screen that a state shows, with what is on it now. */
export function screenOf(definition: LabDefinition, state: LabState): LabScreen {
  return shownScreen(definition, state)
}

/** What is typed into the fields of the screen, as presses carry it: also what is not shown now, because conditions ask. */
export function valuesOn(definition: LabDefinition, state: LabState): Record<string, string> {
  const names = fieldsOf(wholeScreen(definition, state)).map(({ name }) => name)
  return Object.fromEntries(names.map((name) => [name, state.values[name] ?? '']))
}

/**
 * Presses an action. `entered` is what the screen's fields hold as they stand on the page; names of other screens are
 * ignored. An action that is not on the screen is counted and does nothing; after the end, nothing happens at all.
 */
export function press(
  definition: LabDefinition,
  state: LabState,
  actionId: string,
  entered: Readonly<Record<string, string>>,
): Pressed {
  if (state.done) return { state, errors: [], says: null, done: true }
  const presses = state.presses + 1
  const { wrongSums: _, ...before } = state
  const values = withValues(wholeScreen(definition, state), state.values, entered)
  const typed: LabState = { ...before, presses, values, fieldErrors: {}, lastSaid: null }
  const screen = shownScreen(definition, typed)
  const action = actionsOf(screen).find(({ id }) => id === actionId)
  if (!action) return { state: { ...state, presses }, errors: [], says: null, done: false }
  const way = wayOf(definition, action, typed)
  const order = orderBroken(definition, action, way, typed)
  if (order) {
    const early = { type: EARLY_ERROR, critical: order.critical, place: action.id }
    return told(typed, [early], order.says ?? EARLY_WORDS)
  }
  const errors: LabError[] = []
  if (way.error !== null) {
    errors.push({ type: way.error, critical: way.critical, place: action.id })
    if (way.to === null) return told(typed, errors, way.says)
  }
  const wrong = action.submits ? wrongOn(definition, screen, typed) : null
  if (wrong) return told(wrong.state, [...errors, ...wrong.errors], null)
  return told(moved(definition, typed, action, way), errors, way.says)
}

/** What keeps a screen from being submitted: wrong fields, and sums that do not add up; null if nothing does. */
function wrongOn(
  definition: LabDefinition,
  screen: LabScreen,
  typed: LabState,
): { state: LabState; errors: LabError[] } | null {
  const all = wrongFields(screen, typed.values)
  const sums = wrongSums(definition, screen, typed.values, all)
  // A sum that does not add up speaks for its fields.
  const fields = all.filter(({ field }) => !sums.some((sum) => sum.fields.includes(field)))
  if (fields.length === 0 && sums.length === 0) return null
  const place = (field: string | undefined) => `${screen.id}/${field}`
  return {
    state: {
      ...typed,
      fieldErrors: Object.fromEntries(fields.map(({ field, says }) => [field, says])),
      ...(sums.length > 0 && { wrongSums: sums.map(toldSum) }),
    },
    errors: [
      ...fields.map(({ field, type, critical }) => ({ type, critical, place: place(field) })),
      ...sums.map(({ fields: [first], type, critical }) => ({ type, critical, place: place(first) })),
    ],
  }
}

const toldSum = ({ fields, says }: WrongSum) => ({ fields, says })

/**
 * Where a lab stands after its presses, every error with the index of its press, and the index of the press that ended
 * it. A press on another screen than the one that is shown does nothing.
 */
export function replay(definition: LabDefinition, presses: readonly LabPress[]): Replayed {
  let state = startLab(definition)
  let doneAt: number | null = null
  const errors: Replayed['errors'] = []
  presses.forEach(({ screen, action, values }, index) => {
    if (state.done) return
    const pressed = press(definition, state, screen === state.screen ? action : '', values)
    state = pressed.state
    errors.push(...pressed.errors.map((error) => ({ ...error, press: index })))
    if (pressed.done) doneAt = index
  })
  return { state, errors, doneAt }
}

function withValues(
  screen: LabScreen,
  known: Record<string, string>,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const here = fieldsOf(screen).flatMap(({ name }) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...known, ...Object.fromEntries(here) }
}

function moved(definition: LabDefinition, state: LabState, action: LabAction, way: LabWay): LabState {
  const did = didWith(definition, state.did ?? [], [way.error === null ? action.name : null, way.to])
  const after = state.did ? { ...state, did } : state
  if (way.to !== null) return { ...after, screen: way.to, step: stepOfScreen(definition, way.to) }
  return action.submits ? { ...after, done: true } : after
}

function told(state: LabState, errors: LabError[], says: string | null): Pressed {
  const critical = state.critical || errors.some((error) => error.critical)
  return { state: { ...state, lastSaid: says, critical }, errors, says, done: state.done }
}
