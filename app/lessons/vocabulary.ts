/**
 * The authors' vocabulary: which components there are, what they take, and where they stand.
 * The check before bundling, the sanitiser and docs/authoring.md all follow this one table.
 */
import { FIELD_TYPES } from './definitions.ts'

export type AttributeKind =
  | 'text'
  /** stands alone: `submits` */
  | 'flag'
  /** the id of a block, unique in the module */
  | 'id'
  /** a name inside its block: a screen, a field, a question, a type of error */
  | 'name'
  /** the slug of a module */
  | 'module'
  /** a whole number of minutes */
  | 'minutes'
  /** `3m10s` */
  | 'duration'
  /** an address of the web */
  | 'web'
  /** a place in a film, `0:45` */
  | 'moment'
  /** a whole number from 1 */
  | 'count'
  /** a whole number from 1 to 100 */
  | 'percent'
  | { oneOf: readonly string[] }
  | { media: 'picture' | 'video' | 'captions' }

export type AttributeRule = { is: AttributeKind; required?: true }

/** `words` is Markdown with whatever may stand in words; `line` is text in one line; `parts` are components only. */
export type Holds = 'words' | 'line' | 'parts' | 'nothing'

export type ComponentRule = {
  attributes: Record<string, AttributeRule>
  /** what it may stand in: components by name, `page` (the file itself), `words` or a `line` of any component */
  inside: readonly string[]
  holds: Holds
  /** which files may use it; both, if absent */
  only?: 'module' | 'playbook'
  /** it is a block of its own, with an id and a place in the module's outline */
  block?: true
}

const text: AttributeRule = { is: 'text' }
const requiredText: AttributeRule = { is: 'text', required: true }
const flag: AttributeRule = { is: 'flag' }
const name: AttributeRule = { is: 'name' }
const requiredName: AttributeRule = { is: 'name', required: true }
/** What has to hold: of a field, by one of the four, or of what was done. */
const conditionAttributes = { field: name, is: text, not: text, filled: flag, empty: flag, after: name, before: name }
const blockAttributes = { id: { is: 'id', required: true }, title: requiredText } as const

export const VOCABULARY = {
  Callout: {
    attributes: { kind: { is: { oneOf: ['note', 'tip', 'caution', 'critical'] }, required: true }, title: text },
    inside: ['page', 'words'],
    holds: 'words',
  },
  Steps: { attributes: {}, inside: ['page', 'words'], holds: 'words' },
  BeforeAfter: { attributes: {}, inside: ['page', 'words'], holds: 'words' },
  Term: { attributes: { means: requiredText }, inside: ['page', 'words', 'line'], holds: 'line' },
  Screenshot: {
    attributes: { src: { is: { media: 'picture' }, required: true }, alt: requiredText, caption: text },
    inside: ['page', 'words'],
    holds: 'nothing',
  },
  QuickReference: { attributes: { title: requiredText }, inside: ['page', 'words'], holds: 'words' },
  Video: {
    attributes: {
      ...blockAttributes,
      src: { is: { media: 'video' }, required: true },
      captions: { is: { media: 'captions' }, required: true },
      poster: { is: { media: 'picture' } },
    },
    inside: ['page', 'Part'],
    holds: 'words',
    block: true,
  },
  Chapter: { attributes: { at: { is: 'moment', required: true } }, inside: ['Video'], holds: 'line' },
  Check: {
    attributes: { ...blockAttributes, draw: { is: 'count' }, fixed: flag, pass: { is: 'percent' } },
    inside: ['page'],
    holds: 'words',
    only: 'module',
    block: true,
  },
  Question: {
    attributes: { id: requiredName, multiple: flag, fixed: flag, also: text, says: text },
    inside: ['Check'],
    holds: 'words',
    only: 'module',
  },
  Choice: { attributes: { right: flag, says: text }, inside: ['Question'], holds: 'words', only: 'module' },
  Item: { attributes: { says: text }, inside: ['Question'], holds: 'words', only: 'module' },
  Pair: { attributes: { with: requiredText, says: text }, inside: ['Question'], holds: 'words', only: 'module' },
  Number: {
    attributes: { is: requiredText, within: text, unit: text, says: text },
    inside: ['Question'],
    holds: 'nothing',
    only: 'module',
  },
  Text: { attributes: { is: requiredText, says: text }, inside: ['Question'], holds: 'nothing', only: 'module' },
  Wrong: {
    attributes: { is: requiredText, says: requiredText },
    inside: ['Question'],
    holds: 'nothing',
    only: 'module',
  },
  Task: {
    attributes: { ...blockAttributes, baseline: { is: 'duration' }, target: flag, where: text, link: { is: 'web' } },
    inside: ['page'],
    holds: 'words',
    only: 'module',
    block: true,
  },
  Lab: {
    attributes: { ...blockAttributes, baseline: { is: 'duration' }, target: flag },
    inside: ['page'],
    holds: 'words',
    only: 'module',
    block: true,
  },
  Screen: {
    attributes: {
      id: requiredName,
      title: requiredText,
      place: text,
      hint: text,
      after: name,
      early: text,
      critical: flag,
    },
    inside: ['Lab'],
    holds: 'words',
    only: 'module',
  },
  If: { attributes: conditionAttributes, inside: ['Screen'], holds: 'words', only: 'module' },
  Facts: { attributes: {}, inside: ['Screen', 'If'], holds: 'parts', only: 'module' },
  Fact: { attributes: { label: requiredText }, inside: ['Facts'], holds: 'line', only: 'module' },
  Rows: { attributes: { columns: requiredText }, inside: ['Screen', 'If'], holds: 'parts', only: 'module' },
  Row: { attributes: { cells: requiredText, marked: flag }, inside: ['Rows'], holds: 'parts', only: 'module' },
  Field: {
    attributes: {
      name: requiredName,
      label: requiredText,
      type: { is: { oneOf: FIELD_TYPES } },
      options: text,
      files: name,
      required: flag,
      expect: text,
      value: text,
      hint: text,
      error: name,
      says: text,
      critical: flag,
    },
    inside: ['Screen', 'If', 'Row'],
    holds: 'parts',
    only: 'module',
  },
  Mistake: {
    attributes: { value: requiredText, error: name, says: text, critical: flag },
    inside: ['Field'],
    holds: 'nothing',
    only: 'module',
  },
  Action: {
    attributes: {
      label: requiredText,
      name,
      to: name,
      submits: flag,
      after: name,
      early: text,
      error: name,
      critical: flag,
      says: text,
      hint: text,
      primary: flag,
    },
    inside: ['Screen', 'If', 'Row'],
    holds: 'parts',
    only: 'module',
  },
  When: {
    attributes: { ...conditionAttributes, to: name, error: name, critical: flag, says: text },
    inside: ['Action'],
    holds: 'nothing',
    only: 'module',
  },
  Sum: {
    attributes: { of: requiredText, equals: requiredText, error: name, critical: flag, says: text },
    inside: ['Screen'],
    holds: 'nothing',
    only: 'module',
  },
  Files: {
    attributes: { name: requiredName, label: requiredText },
    inside: ['Screen', 'If'],
    holds: 'parts',
    only: 'module',
  },
  File: { attributes: { name: requiredText }, inside: ['Files'], holds: 'line', only: 'module' },
  Agenda: { attributes: {}, inside: ['page'], holds: 'parts', only: 'playbook' },
  Part: {
    attributes: {
      title: requiredText,
      minutes: { is: 'minutes', required: true },
      who: text,
      module: { is: 'module' },
    },
    inside: ['Agenda'],
    holds: 'words',
    only: 'playbook',
  },
  Say: { attributes: {}, inside: ['page', 'Part'], holds: 'words', only: 'playbook' },
  Checklist: { attributes: { title: requiredText }, inside: ['page', 'Part'], holds: 'words', only: 'playbook' },
} as const satisfies Record<string, ComponentRule>

export type ComponentName = keyof typeof VOCABULARY

/** HTML that authors may write in MDX; all else has a Markdown form. */
export const HTML_IN_MDX: Record<string, readonly string[]> = {
  kbd: [],
  sub: [],
  sup: [],
  br: [],
  details: ['open'],
  summary: [],
}

export function isComponentName(name: string): name is ComponentName {
  return Object.hasOwn(VOCABULARY, name)
}

/** The rule of a component, with the optional parts that `as const` hides. */
export function ruleOf(name: ComponentName): ComponentRule {
  return VOCABULARY[name]
}

/** The components that a kind of file may use. */
export function componentsFor(file: 'module' | 'playbook'): ComponentName[] {
  return (Object.keys(VOCABULARY) as ComponentName[]).filter((name) => (ruleOf(name).only ?? file) === file)
}
