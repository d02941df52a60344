import type { Element } from 'hast'
import type {
  FieldType,
  LabAction,
  LabDefinition,
  LabField,
  LabFile,
  LabPart,
  LabRow,
  LabScreen,
  LabSum,
} from './definitions.ts'
import { asParagraphs, attribute, type Drawing, drawnHtml } from './drawn.server.ts'
import { conditionOf, orderOf, turnsOf } from './lab-orders.server.ts'
import { type PartElement, partsIn, piecesOf } from './pieces.server.ts'
import { baselineOf, isSet, ownHtml, textOrNull } from './practice.server.ts'
import { freeSlug, slugOf } from './slug.ts'
import { wordsIn } from './words-in.ts'
import { listed } from './written-list.ts'

/**
 * The definition of a lab. Its elements were checked as written; nothing here can be wrong any more. What an author did
 * not use is left out, so that a lab of before stays the same to the letter.
 */
export function labOf(element: Element, drawing: Drawing): LabDefinition {
  const taken = new Set<string>()
  const claim = (id: string) => {
    const free = freeSlug(id, (candidate) => taken.has(candidate))
    taken.add(free)
    return free
  }
  return {
    setting: 'lab',
    html: ownHtml(element, drawing),
    baseline: baselineOf(element),
    screens: partsIn(element, 'Screen').map((screen) => screenOf(screen, drawing, claim)),
  }
}

/** What the parts of a screen need to know of it. */
type Surroundings = {
  drawing: Drawing
  /** gives an action its id */
  nameOf: (action: Element) => string
  /** what is in a set of practice files */
  filesIn: (set: string) => LabFile[]
}

function screenOf(screen: Element, drawing: Drawing, claim: (id: string) => string): LabScreen {
  const id = attribute(screen, 'id')
  const sets = [screen, ...partsIn(screen, 'If')].flatMap((around) => partsIn(around, 'Files'))
  const around: Surroundings = {
    drawing,
    nameOf: (action) => claim(`${id}/${slugOf(attribute(action, 'label')) || 'action'}`),
    filesIn: (set) => filesOf(sets.find((one) => attribute(one, 'name') === set)),
  }
  const sums = partsIn(screen, 'Sum').map(sumOf)
  return {
    id,
    title: attribute(screen, 'title'),
    place: attribute(screen, 'place').split(' / ').filter(Boolean),
    hint: textOrNull(screen, 'hint'),
    parts: labPartsOf(screen, around),
    ...(sums.length > 0 && { sums }),
    ...orderOf(screen),
  }
}

/** What stands in a screen, or in a part of it that is there only under a condition. */
function labPartsOf(element: Element, around: Surroundings): LabPart[] {
  return piecesOf(element.children).flatMap((piece): LabPart[] => {
    if (!('part' in piece)) return [{ part: 'words', html: drawnHtml(asParagraphs(piece.words), around.drawing) }]
    const { part } = piece
    if (part.tagName === 'Sum') return []
    if (part.tagName !== 'If') return [labPartOf(part, around)]
    const when = conditionOf(part)
    return labPartsOf(part, around).map((inner) => ({ ...inner, when }))
  })
}

function labPartOf(part: PartElement, around: Surroundings): LabPart {
  switch (part.tagName) {
    case 'Facts':
      return {
        part: 'facts',
        facts: partsIn(part, 'Fact').map((fact) => ({ label: attribute(fact, 'label'), value: wordsIn(fact) })),
      }
    case 'Rows':
      return {
        part: 'rows',
        columns: listed(attribute(part, 'columns')),
        rows: partsIn(part, 'Row').map((row) => rowOf(row, around)),
      }
    case 'Files':
      return { part: 'files', label: attribute(part, 'label'), files: filesOf(part) }
    case 'Field':
      return { part: 'field', field: fieldOf(part, around) }
    default:
      return { part: 'action', action: actionOf(part, around.nameOf(part)) }
  }
}

/** One field stands in the last column, as actions do; several have columns of their own. */
function rowOf(row: Element, around: Surroundings): LabRow {
  const fields = partsIn(row, 'Field').map((field) => fieldOf(field, around))
  const actions = partsIn(row, 'Action').map((action) => actionOf(action, around.nameOf(action)))
  const [field = null] = fields
  const hasOwnColumns = fields.length > 1 || (fields.length > 0 && actions.length > 0)
  return {
    cells: listed(attribute(row, 'cells')),
    marked: isSet(row, 'marked'),
    field: hasOwnColumns ? null : field,
    actions,
    ...(hasOwnColumns && { fields }),
  }
}

function filesOf(set: Element | undefined): LabFile[] {
  if (!set) return []
  return partsIn(set, 'File').map((file) => ({ name: attribute(file, 'name'), about: wordsIn(file) || null }))
}

function sumOf(sum: Element): LabSum {
  const equals = attribute(sum, 'equals')
  return {
    of: listed(attribute(sum, 'of')),
    equals: /^-?\d/.test(equals) ? { amount: equals } : { field: equals },
    error: attribute(sum, 'error') || 'wrong-value',
    critical: isSet(sum, 'critical'),
    says: textOrNull(sum, 'says'),
  }
}

function fieldOf(field: Element, { filesIn }: Surroundings): LabField {
  const type = (attribute(field, 'type') || 'text') as FieldType
  const files = textOrNull(field, 'files')
  return {
    name: attribute(field, 'name'),
    label: attribute(field, 'label'),
    type,
    options: files === null ? listed(attribute(field, 'options')) : filesIn(files).map(({ name }) => name),
    expect: listed(attribute(field, 'expect')),
    value: attribute(field, 'value') || (type === 'check' ? 'no' : ''),
    hint: textOrNull(field, 'hint'),
    error: attribute(field, 'error') || 'wrong-value',
    says: textOrNull(field, 'says'),
    critical: isSet(field, 'critical'),
    mistakes: partsIn(field, 'Mistake').map((mistake) => ({
      value: attribute(mistake, 'value'),
      error: attribute(mistake, 'error') || 'wrong-value',
      says: textOrNull(mistake, 'says'),
      critical: isSet(mistake, 'critical'),
    })),
    ...(isSet(field, 'required') && { required: true }),
  }
}

function actionOf(action: Element, id: string): LabAction {
  const name = textOrNull(action, 'name')
  const turns = turnsOf(action)
  const order = orderOf(action)
  return {
    id,
    label: attribute(action, 'label'),
    to: textOrNull(action, 'to'),
    submits: isSet(action, 'submits'),
    error: textOrNull(action, 'error'),
    // Of an action that comes too early, it is its order that is critical.
    critical: isSet(action, 'critical') && order.after === undefined,
    says: textOrNull(action, 'says'),
    hint: textOrNull(action, 'hint'),
    primary: isSet(action, 'primary'),
    ...(name !== null && { name }),
    ...(turns.length > 0 && { turns }),
    ...order,
  }
}
