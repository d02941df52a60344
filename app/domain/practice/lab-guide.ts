/** Guided mode: what to do next in a lab, one control at a time, along the shortest right way. Pure. */
import {
  fieldsOf,
  type LabAction,
  type LabDefinition,
  type LabField,
  type LabScreen,
} from '#app/lessons/definitions.ts'
import { conditionsIn, decidingFields, holds, type LabStanding, shownScreen } from '#app/lessons/lab-conditions.ts'
import { madeToAgree } from '#app/lessons/lab-entries.ts'
import { passes, sameValue } from '#app/lessons/lab-values.ts'
import { shortestWay, type WayStep } from '#app/lessons/lab-ways.ts'

/**
 * The next control. `value` is what to enter; null: something of one's own. `row` is the record that a control in a table
 * belongs to, by its first cell.
 */
export type Guide = { row: string | null } & (
  | { control: 'field'; field: LabField; value: string | null }
  | { control: 'action'; action: LabAction }
)

/** What to do next where somebody stands; null where no right way leads on. */
export function guideOf(definition: LabDefinition, standing: LabStanding): Guide | null {
  const step = stepOn(definition, standing)
  if (!step) return null
  const screen = shownScreen(definition, { ...standing, values: step.at.values })
  const wanted = rightEntries(definition, screen, step)
  const shown = fieldsOf(shownScreen(definition, standing))
  const open = shown.find((field) => {
    const value = wanted[field.name]
    return value !== undefined && !isEntered(definition, field, standing, value)
  })
  if (!open) return { control: 'action', action: step.action, row: rowOf(screen, step.action.id) }
  const value = wanted[open.name] ?? ''
  return {
    control: 'field',
    field: open,
    value: isOwn(definition, open, value) ? null : value,
    row: rowOf(screen, open.name),
  }
}

/** What a person presses next on the shortest right way, and what the screen's fields hold then: always something right. */
export function rightPress(
  definition: LabDefinition,
  standing: LabStanding,
): { action: LabAction; values: Record<string, string> } | null {
  const step = stepOn(definition, standing)
  if (!step) return null
  const screen = shownScreen(definition, step.at)
  const entered = { ...step.at.values, ...rightEntries(definition, screen, step) }
  const names = fieldsOf(screen).map(({ name }) => name)
  return { action: step.action, values: Object.fromEntries(names.map((name) => [name, entered[name] ?? ''])) }
}

/** Where there is no right way, releases from before that was checked have one over errors that do no harm. */
function stepOn(definition: LabDefinition, standing: LabStanding): WayStep | undefined {
  return (shortestWay(definition, standing) ?? shortestWay(definition, standing, 'minor errors'))?.[0]
}

/** Stands for what somebody writes in their own words, where anything may be entered but not nothing. */
const OWN_WORDS = 'As agreed by phone'

/**
 * What has to be entered on a screen for a step, by field: what conditions need, and where the step submits, whatever is
 * not right yet. A field that may stay as it is is left out.
 */
function rightEntries(definition: LabDefinition, screen: LabScreen, { at, action }: WayStep): Record<string, string> {
  const fields = fieldsOf(screen)
  const deciding = new Set(decidingFields(definition, fields).map(({ name }) => name))
  const entries: Record<string, string> = {}
  for (const field of fields) {
    const value = at.values[field.name] ?? ''
    if (action.submits && !passes(field, value)) entries[field.name] = rightValue(field)
    else if (deciding.has(field.name)) entries[field.name] = value
  }
  if (!action.submits) return entries
  let values = { ...at.values, ...entries }
  for (const sum of screen.sums ?? []) values = { ...values, ...madeToAgree(definition, sum, values) }
  const changed = fields.filter(({ name }) => values[name] !== at.values[name])
  return { ...entries, ...Object.fromEntries(changed.map(({ name }) => [name, values[name] ?? ''])) }
}

function rightValue(field: LabField): string {
  const [expected] = field.expect
  if (expected !== undefined) return expected
  return [...field.options, ...ANY[field.type]].find((value) => passes(field, value)) ?? OWN_WORDS
}

/** Something that may be entered where nothing is expected. */
const ANY: Record<LabField['type'], readonly string[]> = {
  text: [OWN_WORDS],
  long: [OWN_WORDS],
  search: [OWN_WORDS],
  money: ['1.00', '2.00'],
  number: ['1', '2'],
  date: ['2026-03-31', '2026-04-01'],
  check: ['yes', 'no'],
  choice: [],
  file: [],
}

/** Whether a field needs no more: what stands there means what is wanted, or may stand there and makes no difference. */
function isEntered(definition: LabDefinition, field: LabField, standing: LabStanding, wanted: string): boolean {
  const typed = standing.values[field.name] ?? ''
  if (sameValue(field.type, typed, wanted)) return true
  if (field.expect.length > 0 || !passes(field, typed)) return false
  const there = { ...standing, values: { ...standing.values, [field.name]: wanted } }
  const about = conditionsIn(definition).filter((one) => 'field' in one && one.field === field.name)
  return about.every((one) => holds(definition, one, standing) === holds(definition, one, there))
}

/** Whether a value only stands for words of one's own. */
function isOwn(definition: LabDefinition, field: LabField, value: string): boolean {
  const isFree = field.expect.length === 0 && (field.type === 'text' || field.type === 'long')
  return (
    isFree && !conditionsIn(definition).some((one) => 'is' in one && one.field === field.name && one.is.includes(value))
  )
}

/** The first cell of the row in which a control stands: an action by its id, a field by its name. */
function rowOf({ parts }: LabScreen, control: string): string | null {
  const rows = parts.flatMap((part) => (part.part === 'rows' ? part.rows : []))
  const row = rows.find(
    (one) =>
      one.actions.some(({ id }) => id === control) ||
      fieldsOf({ parts: [{ part: 'rows', columns: [], rows: [one] }] }).some(({ name }) => name === control),
  )
  return row?.cells[0] ?? null
}
