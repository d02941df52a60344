/**
 * What a learner can act on inside a module, as data. Used by the browser, which draws and runs it,
 * and by the server, which replays and grades it; so this file imports nothing.
 * Texts named `html` are sanitised when the module is compiled.
 */

/** How long a task took in the old product, or how long it should take in the new one (`target`). */
export type Baseline = { ms: number; source: 'old' | 'target' }

/** Something done outside the portal: the learner starts it, does it, and says whether it worked. */
export type TaskDefinition = {
  setting: 'outside'
  html: string
  /** where it is done, for example "Meridian sandbox" */
  where: string | null
  baseline: Baseline | null
}

export const FIELD_TYPES = ['text', 'money', 'date', 'number', 'choice', 'search', 'check'] as const
export type FieldType = (typeof FIELD_TYPES)[number]

/** A wrong value that the author foresaw. */
export type LabMistake = { value: string; error: string; says: string | null; critical: boolean }

/**
 * One field of a practice screen. Values are canonical: dates `2026-03-03`, money `1200.00`, checks `yes` or `no`.
 * A value passes if it equals one of `expect`, or always if `expect` is empty. A wrong one is the mistake
 * that names it, else `error` with `says`.
 */
export type LabField = {
  /** unique in the lab */
  name: string
  label: string
  type: FieldType
  /** what `choice` and `search` offer */
  options: string[]
  expect: string[]
  /** what stands there at first */
  value: string
  hint: string | null
  error: string
  says: string | null
  critical: boolean
  mistakes: LabMistake[]
}

/**
 * A control of a practice screen. In this order: `error` is recorded (and without `to` that is all); `submits`
 * checks every field of the screen and stays there if one is wrong; then it goes `to` a screen,
 * or, submitting without `to`, ends the lab with success.
 */
export type LabAction = {
  /** unique in the lab: its screen and its label, `header/save-draft` */
  id: string
  label: string
  to: string | null
  submits: boolean
  error: string | null
  critical: boolean
  says: string | null
  hint: string | null
  primary: boolean
}

export type LabFact = { label: string; value: string }

/** `field` or `actions` stand in the row's last column. */
export type LabRow = { cells: string[]; marked: boolean; field: LabField | null; actions: LabAction[] }

/** What stands on a screen, in the author's order. */
export type LabPart =
  | { part: 'words'; html: string }
  | { part: 'facts'; facts: LabFact[] }
  | { part: 'rows'; columns: string[]; rows: LabRow[] }
  | { part: 'field'; field: LabField }
  | { part: 'action'; action: LabAction }

export type LabScreen = {
  id: string
  title: string
  /** the path shown at the top: `['Invoices', 'New']` */
  place: string[]
  hint: string | null
  parts: LabPart[]
}

/** An imitation of the new product. It starts on the first screen. Its expectations travel to the browser. */
export type LabDefinition = {
  setting: 'lab'
  /** the brief: what is to be done */
  html: string
  baseline: Baseline | null
  screens: LabScreen[]
}

export type VideoChapter = { at: number; title: string }

/**
 * A film from the organisation's own files. Addresses are those of `media.ts`. `seconds` is its length as its file says;
 * releases from before that was read have none, nor chapters.
 */
export type VideoDefinition = {
  src: string
  type: string
  captions: string
  poster: string | null
  seconds?: number
  /** by their beginning, in seconds */
  chapters?: VideoChapter[]
  /** the transcript */
  html: string
}

/** Every field of a screen, those in rows included, in reading order. */
export function fieldsOf(screen: LabScreen): LabField[] {
  return screen.parts.flatMap((part) => {
    if (part.part === 'field') return [part.field]
    if (part.part === 'rows') return part.rows.flatMap((row) => row.field ?? [])
    return []
  })
}

/** Every action of a screen, those in rows included, in reading order. */
export function actionsOf(screen: LabScreen): LabAction[] {
  return screen.parts.flatMap((part) => {
    if (part.part === 'action') return [part.action]
    if (part.part === 'rows') return part.rows.flatMap((row) => row.actions)
    return []
  })
}
