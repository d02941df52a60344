/**
 * How a lab runs: the same pure reducer draws it in the browser and replays it on the server, so that both agree on
 * what was right. The browser sends every press of an action as an event; the server trusts nothing but those.
 */
import {
  actionsOf,
  fieldsOf,
  type LabAction,
  type LabDefinition,
  type LabField,
  type LabScreen,
} from '#app/lessons/definitions.ts'
import { isEmptyValue, sameValue } from '#app/lessons/lab-values.ts'
import { stepOfScreen } from './lab-route.ts'

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

const PLAIN_ERROR = 'wrong-value'
const PLAIN_WORDS = 'That is not right yet.'
const EMPTY_WORDS = 'This is still empty.'

/** A lab at its start: on the first screen, each field as the author filled it. */
export function startLab(definition: LabDefinition): LabState {
  const screen = definition.screens[0]
  if (!screen) throw new Error('a lab has at least one screen')
  const values = Object.fromEntries(definition.screens.flatMap(fieldsOf).map((field) => [field.name, field.value]))
  return {
    screen: screen.id,
    values,
    step: 1,
    fieldErrors: {},
    lastSaid: null,
    done: false,
    presses: 0,
    critical: false,
  }
}

/** The screen that a state shows. */
export function screenOf(definition: LabDefinition, state: LabState): LabScreen {
  const screen = definition.screens.find(({ id }) => id === state.screen) ?? definition.screens[0]
  if (!screen) throw new Error('a lab has at least one screen')
  return screen
}

/**
 * Presses an action. `values` are those of the screen's fields as they stand on the page; names of other screens are
 * ignored. An action that is not on the screen is counted and does nothing; after the end, nothing happens at all.
 */
export function press(
  definition: LabDefinition,
  state: LabState,
  actionId: string,
  values: Readonly<Record<string, string>>,
): Pressed {
  if (state.done) return { state, errors: [], says: null, done: true }
  const screen = screenOf(definition, state)
  const action = actionsOf(screen).find(({ id }) => id === actionId)
  const presses = state.presses + 1
  if (!action) return { state: { ...state, presses }, errors: [], says: null, done: false }
  const typed: LabState = {
    ...state,
    presses,
    values: withValues(screen, state.values, values),
    fieldErrors: {},
    lastSaid: null,
  }
  const errors: LabError[] = []
  if (action.error !== null) {
    errors.push({ type: action.error, critical: action.critical, place: action.id })
    if (action.to === null) return told(typed, errors, action.says)
  }
  if (action.submits) {
    const wrong = wrongFields(screen, typed.values)
    errors.push(...wrong.map(({ field, type, critical }) => ({ type, critical, place: `${screen.id}/${field}` })))
    if (wrong.length > 0) {
      const fieldErrors = Object.fromEntries(wrong.map(({ field, says }) => [field, says]))
      return told({ ...typed, fieldErrors }, errors, null)
    }
  }
  return told(moved(definition, typed, action), errors, action.says)
}

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

type WrongField = { field: string; type: string; critical: boolean; says: string }

function wrongFields(screen: LabScreen, values: Record<string, string>): WrongField[] {
  return fieldsOf(screen).flatMap((field) => wrongIn(field, values[field.name] ?? '') ?? [])
}

/** What is wrong with one field's value: the mistake that names it, else the field's own error; null if it passes. */
function wrongIn(field: LabField, typed: string): WrongField | null {
  if (field.expect.length === 0 || field.expect.some((expected) => sameValue(field.type, typed, expected))) return null
  const mistake = field.mistakes.find(({ value }) => sameValue(field.type, typed, value))
  if (mistake) {
    return { field: field.name, type: mistake.error, critical: mistake.critical, says: mistake.says ?? PLAIN_WORDS }
  }
  const words = field.says ?? (isEmptyValue(field.type, typed) ? EMPTY_WORDS : PLAIN_WORDS)
  return { field: field.name, type: field.error || PLAIN_ERROR, critical: field.critical, says: words }
}

function moved(definition: LabDefinition, state: LabState, action: LabAction): LabState {
  if (action.to !== null) return { ...state, screen: action.to, step: stepOfScreen(definition, action.to) }
  return action.submits ? { ...state, done: true } : state
}

function told(state: LabState, errors: LabError[], says: string | null): Pressed {
  const critical = state.critical || errors.some((error) => error.critical)
  return { state: { ...state, lastSaid: says, critical }, errors, says, done: state.done }
}
