import { checkConditions, checkOrder } from './lab-condition-check.server.ts'
import { checkField, checkFiles, checkSums } from './lab-field-check.server.ts'
import { actionsIn, fieldsIn, partsOn, type WrittenLab, writtenLab } from './lab-parts.server.ts'
import { checkUnique, type Part, partsNamed, placeIn, textOf } from './parts.server.ts'
import { didYouMean, type Tell } from './problem.ts'
import { listed } from './written-list.ts'

/**
 * Tells everything in a lab that could not work as it is written: controls that lead nowhere, conditions on what there
 * is not, fields whose right value cannot be entered. Where its ways lead is `checkWays`' to tell.
 */
export function checkLab(lab: Part, tell: Tell): void {
  const written = writtenLab(lab)
  if (written.screens.length === 0) {
    tell(lab.place, '<Lab> needs at least one <Screen>.')
    return
  }
  if (lab.words.trim() === '') tell(lab.place, '<Lab> needs a brief: say before the first screen what is to be done.')
  if (lab.attributes.has('target') && !lab.attributes.has('baseline'))
    tell(placeIn(lab, 'target'), '“target” needs a “baseline”.')
  checkUnique(written.screens, 'id', 'screen', tell)
  checkUnique(written.screens.flatMap(fieldsIn), 'name', 'field', tell)
  checkNames(written, tell)
  for (const screen of written.screens) checkScreen(screen, written, tell)
}

/** Orders and conditions know actions and screens by name, so no two may share one. */
function checkNames({ screens, screenIds }: WrittenLab, tell: Tell) {
  const actions = screens.flatMap(actionsIn)
  checkUnique(actions, 'name', 'action', tell)
  for (const action of actions) {
    const name = textOf(action, 'name')
    if (name !== null && screenIds.includes(name))
      tell(placeIn(action, 'name'), `A screen is called “${name}” as well.`)
  }
}

function checkScreen(screen: Part, lab: WrittenLab, tell: Tell) {
  const submits = actionsIn(screen).some((action) => action.attributes.has('submits'))
  for (const field of fieldsIn(screen)) {
    checkField(field, partsOn(screen, 'Files'), tell)
    const asks = ['expect', 'required'].find((attribute) => field.attributes.has(attribute))
    if (asks && !submits) tell(placeIn(field, asks), 'Nothing checks this field: no action of its screen `submits`.')
  }
  for (const action of actionsIn(screen)) checkAction(action, lab, tell)
  for (const rows of partsOn(screen, 'Rows')) checkRows(rows, tell)
  for (const part of partsNamed(screen, 'If')) {
    checkConditions(part, lab, tell)
    if (part.parts.length === 0 && part.words.trim() === '')
      tell(part.place, '<If> is empty: put what depends on it between its tags.')
  }
  checkFiles(partsOn(screen, 'Files'), tell)
  checkSums(screen, submits, lab, tell)
  checkOrder(screen, lab, tell)
  if (screen === lab.screens[0] && screen.attributes.has('after'))
    tell(placeIn(screen, 'after'), 'The lab starts on this screen, so nothing can come before it.')
}

function checkAction(action: Part, lab: WrittenLab, tell: Tell) {
  const has = (attribute: string) => action.attributes.has(attribute)
  const turns = partsNamed(action, 'When')
  for (const part of [action, ...turns]) checkTarget(part, lab, tell)
  if (has('error') && has('submits')) tell(placeIn(action, 'submits'), 'An action that is an error cannot submit.')
  if (has('error') && has('after')) tell(placeIn(action, 'after'), 'An action that is an error is never in order.')
  if (has('critical') && !has('error') && !has('after')) {
    tell(placeIn(action, 'critical'), '“critical” needs an “error”: its type.')
  }
  if (!has('to') && !has('submits') && !has('error') && !has('says') && turns.length === 0) {
    tell(action.place, 'This action does nothing: give it `to`, `submits`, `error` or `says`.')
  }
  for (const turn of turns) checkTurn(turn, lab, tell)
  checkOrder(action, lab, tell)
}

function checkTurn(turn: Part, lab: WrittenLab, tell: Tell) {
  const has = (attribute: string) => turn.attributes.has(attribute)
  checkConditions(turn, lab, tell)
  if (has('critical') && !has('error')) tell(placeIn(turn, 'critical'), '“critical” needs an “error”: its type.')
  if (!has('to') && !has('error') && !has('says')) {
    tell(turn.place, 'Nothing is different under this condition: give it `to`, `error` or `says`.')
  }
}

function checkTarget(part: Part, { screenIds }: WrittenLab, tell: Tell) {
  const to = textOf(part, 'to')
  if (to === null || screenIds.includes(to)) return
  tell(
    placeIn(part, 'to'),
    `There is no screen “${to}” in this lab.${didYouMean(to, screenIds)} There are ${screenIds.join(', ')}.`,
  )
}

function checkRows(rows: Part, tell: Tell) {
  const columns = listed(textOf(rows, 'columns')).length
  const all = partsNamed(rows, 'Row')
  if (all.length === 0) tell(rows.place, '<Rows> needs at least one <Row>.')
  const widest = Math.max(0, ...all.map(controlColumns))
  for (const row of all) {
    const own = controlColumns(row)
    const cells = listed(textOf(row, 'cells')).length
    // A row with nothing to do may leave the columns of controls empty, or fill them with words.
    const fits = own > 0 ? cells === columns - own : cells === columns || (widest > 0 && cells === columns - widest)
    if (partsNamed(row, 'Action').length > 2) tell(row.place, 'A row holds at most two actions.')
    else if (!fits)
      tell(placeIn(row, 'cells'), `This row has ${cells} cells; ${columns} columns want ${wantedCells(columns, own)}.`)
  }
}

/** How many columns the controls of a row take: one for each field, and one for its actions. */
function controlColumns(row: Part): number {
  return partsNamed(row, 'Field').length + (partsNamed(row, 'Action').length > 0 ? 1 : 0)
}

function wantedCells(columns: number, controls: number): string {
  if (controls === 0) return String(columns)
  if (controls === 1) return `${columns - 1}, and its control in the last column`
  return `${columns - controls}, and its controls in the last ${controls} columns`
}
