import type { FieldType } from './definitions.ts'
import { isCanonical } from './field-value.ts'
import { checkUnique, type Part, partsNamed, placeIn, textOf } from './parts.server.ts'
import { didYouMean, either, type Tell } from './problem.ts'
import { listed } from './written-list.ts'

/**
 * Tells everything in a lab that could not work: controls that lead nowhere, screens that nobody reaches,
 * an end that cannot be met, fields whose right value cannot be entered.
 */
export function checkLab(lab: Part, tell: Tell): void {
  const screens = partsNamed(lab, 'Screen')
  if (screens.length === 0) {
    tell(lab.place, '<Lab> needs at least one <Screen>.')
    return
  }
  if (lab.words.trim() === '') tell(lab.place, '<Lab> needs a brief: say before the first screen what is to be done.')
  if (lab.attributes.has('target') && !lab.attributes.has('baseline'))
    tell(placeIn(lab, 'target'), '“target” needs a “baseline”.')
  checkUnique(screens, 'id', 'screen', tell)
  checkUnique(screens.flatMap(fieldsIn), 'name', 'field', tell)
  for (const screen of screens) checkScreen(screen, screens, tell)
  checkWays(lab, screens, tell)
}

function checkScreen(screen: Part, screens: readonly Part[], tell: Tell) {
  const submits = actionsIn(screen).some((action) => action.attributes.has('submits'))
  for (const field of fieldsIn(screen)) {
    checkField(field, tell)
    if (field.attributes.has('expect') && !submits) {
      tell(placeIn(field, 'expect'), 'Nothing checks this field: no action of its screen `submits`.')
    }
  }
  for (const action of actionsIn(screen)) checkAction(action, screens, tell)
  for (const rows of partsNamed(screen, 'Rows')) checkRows(rows, tell)
}

function checkAction(action: Part, screens: readonly Part[], tell: Tell) {
  const to = textOf(action, 'to')
  const ids = screens.map((screen) => textOf(screen, 'id') ?? '')
  const has = (attribute: string) => action.attributes.has(attribute)
  if (to !== null && !ids.includes(to)) {
    tell(
      placeIn(action, 'to'),
      `There is no screen “${to}” in this lab.${didYouMean(to, ids)} There are ${ids.join(', ')}.`,
    )
  }
  if (has('error') && has('submits')) tell(placeIn(action, 'submits'), 'An action that is an error cannot submit.')
  if (has('critical') && !has('error')) tell(placeIn(action, 'critical'), '“critical” needs an “error”: its type.')
  if (!has('to') && !has('submits') && !has('error') && !has('says')) {
    tell(action.place, 'This action does nothing: give it `to`, `submits`, `error` or `says`.')
  }
}

function checkRows(rows: Part, tell: Tell) {
  const columns = listed(textOf(rows, 'columns')).length
  const all = partsNamed(rows, 'Row')
  const hasControls = all.some((row) => row.parts.length > 0)
  if (all.length === 0) tell(rows.place, '<Rows> needs at least one <Row>.')
  for (const row of all) {
    const fields = partsNamed(row, 'Field').length
    const actions = partsNamed(row, 'Action').length
    const cells = listed(textOf(row, 'cells')).length
    const fits = cells === columns - 1 ? hasControls : cells === columns && row.parts.length === 0
    if (fields > 1 || actions > 2 || (fields > 0 && actions > 0)) {
      tell(row.place, 'A row holds one field, or one or two actions.')
    } else if (!fits) {
      const wanted = row.parts.length > 0 ? `${columns - 1}, and its control in the last column` : String(columns)
      tell(placeIn(row, 'cells'), `This row has ${cells} cells; ${columns} columns want ${wanted}.`)
    }
  }
}

function checkField(field: Part, tell: Tell) {
  const type = (textOf(field, 'type') ?? 'text') as FieldType
  const options = listed(textOf(field, 'options'))
  const offers = type === 'choice' || type === 'search'
  const say = (attribute: string, message: string) => tell(placeIn(field, attribute), message)
  if (offers && options.length === 0) say('type', `A field of type ${type} needs “options”, parted by |.`)
  if (!offers && options.length > 0) say('options', '“options” belong to fields of type choice or search.')
  if (field.attributes.has('error') && !field.attributes.has('expect'))
    say('error', '“error” needs an “expect”: any value passes here.')
  if (field.attributes.has('critical') && !field.attributes.has('expect')) {
    say('critical', '“critical” needs an “expect”: any value passes here.')
  }
  const expected = listed(textOf(field, 'expect'))
  for (const value of expected) checkFieldValue(value, type, options, (message) => say('expect', message))
  const first = textOf(field, 'value')
  if (first && type !== 'search') checkFieldValue(first, type, options, (message) => say('value', message))
  const mistakes = partsNamed(field, 'Mistake')
  checkUnique(mistakes, 'value', 'mistake of this field', tell)
  for (const mistake of mistakes) checkMistake(mistake, expected, type, options, tell)
}

function checkMistake(mistake: Part, expected: string[], type: FieldType, options: string[], tell: Tell) {
  const value = textOf(mistake, 'value')?.trim() ?? ''
  const place = placeIn(mistake, 'value')
  if (expected.includes(value)) tell(place, `“${value}” is what the field expects; it cannot be a mistake as well.`)
  else if (expected.length === 0)
    tell(place, 'The field has no “expect”, so any value passes and this mistake never happens.')
  else if (type !== 'search') checkFieldValue(value, type, options, (message) => tell(place, message))
}

const VALUE_FORMS: Partial<Record<FieldType, string>> = {
  date: 'a date is written 2026-03-03',
  money: 'money is written 1200.00',
  number: 'a number is written 40 or 2.5',
  check: 'it must be yes or no',
}

function checkFieldValue(value: string, type: FieldType, options: string[], say: (message: string) => void) {
  if (!isCanonical(type, value)) say(`“${value}” cannot be read: ${VALUE_FORMS[type] ?? 'it is empty'}.`)
  else if (options.length > 0 && !options.includes(value)) {
    say(`“${value}” is not among the options.${didYouMean(value, options)} They are ${either(options)}.`)
  }
}

/** Follows every action from the first screen on: each screen must be reached, and success without a critical error. */
function checkWays(lab: Part, screens: readonly Part[], tell: Tell) {
  const everywhere = reached(screens, () => true)
  for (const screen of screens) {
    const id = textOf(screen, 'id')
    if (id !== null && !everywhere.has(id))
      tell(placeIn(screen, 'id'), `Nobody reaches the screen “${id}”: no action leads to it.`)
  }
  const isSafe = (action: Part) => !action.attributes.has('critical')
  const safely = reached(screens, isSafe)
  const ends = screens.some(
    (screen) =>
      safely.has(textOf(screen, 'id') ?? '') && actionsIn(screen).some((action) => isSafe(action) && isEnd(action)),
  )
  if (!ends) tell(lab.place, 'This lab cannot end with success: no way leads to an action that `submits` without `to`.')
}

function isEnd(action: Part): boolean {
  return action.attributes.has('submits') && !action.attributes.has('to') && !action.attributes.has('error')
}

function reached(screens: readonly Part[], may: (action: Part) => boolean): Set<string> {
  const byId = new Map(screens.map((screen) => [textOf(screen, 'id') ?? '', screen]))
  const found = new Set<string>()
  const follow = (id: string) => {
    const screen = byId.get(id)
    if (!screen || found.has(id)) return
    found.add(id)
    for (const action of actionsIn(screen)) if (may(action)) follow(textOf(action, 'to') ?? '')
  }
  for (const first of screens.slice(0, 1)) follow(textOf(first, 'id') ?? '')
  return found
}

function fieldsIn(screen: Part): Part[] {
  return [...partsNamed(screen, 'Field'), ...rowParts(screen, 'Field')]
}

function actionsIn(screen: Part): Part[] {
  return [...partsNamed(screen, 'Action'), ...rowParts(screen, 'Action')]
}

function rowParts(screen: Part, name: 'Field' | 'Action'): Part[] {
  return partsNamed(screen, 'Rows').flatMap((rows) => partsNamed(rows, 'Row').flatMap((row) => partsNamed(row, name)))
}
