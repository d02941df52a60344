import type { Element } from 'hast'
import type {
  Baseline,
  FieldType,
  LabAction,
  LabDefinition,
  LabField,
  LabPart,
  LabRow,
  LabScreen,
  TaskDefinition,
  VideoDefinition,
} from './definitions.ts'
import { asLine, asParagraphs, attribute, type Drawing, drawnHtml, pageAddress } from './drawn.server.ts'
import { durationMs, momentSeconds } from './duration.ts'
import { wordsIn } from './markdown.server.ts'
import { extensionOf, MEDIA_TYPES, mediaName } from './media.ts'
import { type PartElement, partsIn, piecesOf, wordsOf } from './pieces.server.ts'
import { freeSlug, slugOf } from './slug.ts'
import { listed } from './written-list.ts'

/** The definitions of what can be acted on. The elements were checked as written; nothing here can be wrong any more. */

export function taskOf(element: Element, drawing: Drawing): TaskDefinition {
  return {
    setting: 'outside',
    html: ownHtml(element, drawing),
    where: textOrNull(element, 'where'),
    baseline: baselineOf(element),
  }
}

export function videoOf(element: Element, drawing: Drawing): VideoDefinition {
  const src = attribute(element, 'src')
  const poster = textOrNull(element, 'poster')
  const seconds = drawing.media[mediaName(src) ?? '']?.seconds
  const chapters = partsIn(element, 'Chapter').map((chapter) => ({
    at: momentSeconds(attribute(chapter, 'at')) ?? 0,
    title: wordsIn(chapter),
  }))
  return {
    src: pageAddress(src, drawing.media),
    type: MEDIA_TYPES[extensionOf(src)]?.type ?? '',
    captions: pageAddress(attribute(element, 'captions'), drawing.media),
    poster: poster && pageAddress(poster, drawing.media),
    ...(seconds && { seconds }),
    ...(chapters.length > 0 && { chapters }),
    html: ownHtml(element, drawing),
  }
}

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

/** Gives an action its id. */
type NameOf = (action: Element) => string

function screenOf(screen: Element, drawing: Drawing, claim: (id: string) => string): LabScreen {
  const id = attribute(screen, 'id')
  const nameOf: NameOf = (action) => claim(`${id}/${slugOf(attribute(action, 'label')) || 'action'}`)
  return {
    id,
    title: attribute(screen, 'title'),
    place: attribute(screen, 'place').split(' / ').filter(Boolean),
    hint: textOrNull(screen, 'hint'),
    parts: piecesOf(screen.children).map((piece) =>
      'part' in piece
        ? labPartOf(piece.part, nameOf)
        : { part: 'words', html: drawnHtml(asParagraphs(piece.words), drawing) },
    ),
  }
}

function labPartOf(part: PartElement, nameOf: NameOf): LabPart {
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
        rows: partsIn(part, 'Row').map((row) => rowOf(row, nameOf)),
      }
    case 'Field':
      return { part: 'field', field: fieldOf(part) }
    default:
      return { part: 'action', action: actionOf(part, nameOf(part)) }
  }
}

function rowOf(row: Element, nameOf: NameOf): LabRow {
  const [field] = partsIn(row, 'Field')
  return {
    cells: listed(attribute(row, 'cells')),
    marked: isSet(row, 'marked'),
    field: field ? fieldOf(field) : null,
    actions: partsIn(row, 'Action').map((action) => actionOf(action, nameOf(action))),
  }
}

function fieldOf(field: Element): LabField {
  const type = (attribute(field, 'type') || 'text') as FieldType
  return {
    name: attribute(field, 'name'),
    label: attribute(field, 'label'),
    type,
    options: listed(attribute(field, 'options')),
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
  }
}

function actionOf(action: Element, id: string): LabAction {
  return {
    id,
    label: attribute(action, 'label'),
    to: textOrNull(action, 'to'),
    submits: isSet(action, 'submits'),
    error: textOrNull(action, 'error'),
    critical: isSet(action, 'critical'),
    says: textOrNull(action, 'says'),
    hint: textOrNull(action, 'hint'),
    primary: isSet(action, 'primary'),
  }
}

function baselineOf(element: Element): Baseline | null {
  const ms = durationMs(attribute(element, 'baseline'))
  return ms === null ? null : { ms, source: isSet(element, 'target') ? 'target' : 'old' }
}

export function ownHtml(element: Element, drawing: Drawing): string {
  return drawnHtml(asParagraphs(wordsOf(element)), drawing)
}

export function textOrNull(element: Element, name: string): string | null {
  return attribute(element, name) || null
}

export function isSet(element: Element, name: string): boolean {
  return element.properties[name] === true
}
