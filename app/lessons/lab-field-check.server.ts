import type { FieldType } from './definitions.ts'
import { isCanonical } from './field-value.ts'
import { fieldsIn, type WrittenLab } from './lab-parts.server.ts'
import { checkUnique, type Part, partsNamed, placeIn, textOf } from './parts.server.ts'
import { didYouMean, either, type Tell } from './problem.ts'
import { listed } from './written-list.ts'

/** Tells what is wrong with a field. `sets` are the practice files that its screen offers. */
export function checkField(field: Part, sets: readonly Part[], tell: Tell): void {
  const type = (textOf(field, 'type') ?? 'text') as FieldType
  const has = (attribute: string) => field.attributes.has(attribute)
  const say = (attribute: string, message: string) => tell(placeIn(field, attribute), message)
  const options = listed(textOf(field, 'options'))
  const offers = type === 'choice' || type === 'search'
  if (offers && options.length === 0) say('type', `A field of type ${type} needs “options”, parted by |.`)
  if (!offers && options.length > 0) say('options', '“options” belong to fields of type choice or search.')
  const offered = type === 'file' ? offeredFiles(field, sets, tell) : options
  if (type !== 'file' && has('files')) say('files', '“files” belong to fields of type file.')
  if (type === 'check' && has('required')) say('required', 'A check box that has to be set is written expect="yes".')
  for (const attribute of ['error', 'critical']) {
    if (has(attribute) && !has('expect') && !has('required'))
      say(attribute, `“${attribute}” needs an “expect”: any value passes here.`)
  }
  checkValues(field, type, offered, tell)
}

function checkValues(field: Part, type: FieldType, offered: string[], tell: Tell) {
  const say = (attribute: string) => (message: string) => tell(placeIn(field, attribute), message)
  const expected = listed(textOf(field, 'expect'))
  for (const value of expected) checkValue(value, type, offered, say('expect'))
  const first = textOf(field, 'value')
  if (first && type !== 'search') checkValue(first, type, offered, say('value'))
  const mistakes = partsNamed(field, 'Mistake')
  checkUnique(mistakes, 'value', 'mistake of this field', tell)
  for (const mistake of mistakes) {
    const value = textOf(mistake, 'value')?.trim() ?? ''
    const tellHere = (message: string) => tell(placeIn(mistake, 'value'), message)
    if (expected.includes(value)) tellHere(`“${value}” is what the field expects; it cannot be a mistake as well.`)
    else if (type !== 'search') checkValue(value, type, offered, tellHere)
  }
}

/** The names of the files that can be dropped on a field. */
function offeredFiles(field: Part, sets: readonly Part[], tell: Tell): string[] {
  const name = textOf(field, 'files')
  if (name === null) {
    tell(placeIn(field, 'type'), 'A field of type file needs “files”: the name of <Files> on its screen.')
    return []
  }
  const names = sets.map((set) => textOf(set, 'name') ?? '')
  const set = sets[names.indexOf(name)]
  if (!set) {
    const known = names.length > 0 ? `There are ${names.join(', ')}.` : 'It has none.'
    tell(placeIn(field, 'files'), `This screen has no <Files> “${name}”.${didYouMean(name, names)} ${known}`)
    return []
  }
  return partsNamed(set, 'File').map((file) => textOf(file, 'name')?.trim() ?? '')
}

export function checkFiles(sets: readonly Part[], tell: Tell): void {
  checkUnique(sets, 'name', 'set of files', tell)
  for (const set of sets) {
    const files = partsNamed(set, 'File')
    if (files.length === 0) tell(set.place, '<Files> needs at least one <File>.')
    checkUnique(files, 'name', 'file of this set', tell)
  }
}

const VALUE_FORMS: Partial<Record<FieldType, string>> = {
  date: 'a date is written 2026-03-03',
  money: 'money is written 1200.00',
  number: 'a number is written 40 or 2.5',
  check: 'it must be yes or no',
}

/** Why a field of this type can never hold this value; null if it can. */
export function valueProblem(value: string, type: FieldType, offered: readonly string[]): string | null {
  if (!isCanonical(type, value)) return `“${value}” cannot be read: ${VALUE_FORMS[type] ?? 'it is empty'}.`
  if (offered.length === 0 || offered.includes(value)) return null
  const what = type === 'file' ? 'files that are offered' : 'options'
  return `“${value}” is not among the ${what}.${didYouMean(value, offered)} They are ${either(offered)}.`
}

function checkValue(value: string, type: FieldType, offered: readonly string[], say: (message: string) => void) {
  const problem = valueProblem(value, type, offered)
  if (problem) say(problem)
}

/** Tells sums of what cannot be added up, or is never checked. */
export function checkSums(screen: Part, submits: boolean, { fields }: WrittenLab, tell: Tell): void {
  const here = new Map(fieldsIn(screen).map((field) => [textOf(field, 'name') ?? '', field]))
  for (const sum of partsNamed(screen, 'Sum')) {
    const say = (attribute: string) => (message: string) => tell(placeIn(sum, attribute), message)
    if (!submits) tell(sum.place, 'Nothing checks this sum: no action of its screen `submits`.')
    for (const name of listed(textOf(sum, 'of'))) checkAddend(name, here, 'on this screen', say('of'))
    const equals = textOf(sum, 'equals')?.trim() ?? ''
    if (/^-?\d/.test(equals)) checkValue(equals, 'money', [], say('equals'))
    else checkAddend(equals, fields, 'in this lab', say('equals'))
  }
}

function checkAddend(name: string, fields: ReadonlyMap<string, Part>, where: string, say: (message: string) => void) {
  const field = fields.get(name)
  const type = field ? (textOf(field, 'type') ?? 'text') : null
  if (!field) say(`There is no field “${name}” ${where}.${didYouMean(name, fields.keys())}`)
  else if (type !== 'money' && type !== 'number')
    say(`Only money and numbers can be added up; “${name}” is of type ${type}.`)
  else if (!field.attributes.has('expect')) say(`“${name}” needs an “expect”: guided mode has to know what adds up.`)
}
