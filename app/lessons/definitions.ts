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
  /** the address of that place, if it has one */
  link?: string
  baseline: Baseline | null
}

export const FIELD_TYPES = ['text', 'money', 'date', 'number', 'choice', 'search', 'check', 'long', 'file'] as const
export type FieldType = (typeof FIELD_TYPES)[number]

/** A wrong value that the author foresaw. */
export type LabMistake = { value: string; error: string; says: string | null; critical: boolean }

/**
 * What has to hold for something to be shown or to happen: of what a field holds now, shown or not, or of what was done.
 * `done` names a screen that was opened or an action that was pressed rightly; `yet` says whether it has to be.
 */
export type LabCondition =
  | { field: string; is: string[] }
  | { field: string; not: string[] }
  | { field: string; compares: '<' | '<=' | '>' | '>='; than: string }
  | { field: string; filled: boolean }
  | { done: string; yet: boolean }

/** What has to be done before: `done` names it as in a condition. Too early is the error `wrong-order`. */
export type LabOrder = { done: string; says: string | null; critical: boolean }

/**
 * One field of a practice screen. Values are canonical: dates `2026-03-03`, money `1200.00`, checks `yes` or `no`,
 * files by name. A value passes if it equals one of `expect`, or always if `expect` is empty, unless it is a foreseen
 * mistake, or nothing at all where something is `required`. A wrong one is the mistake that names it, else `error`
 * with `says`.
 */
export type LabField = {
  /** unique in the lab */
  name: string
  label: string
  type: FieldType
  /** what `choice`, `search` and `file` offer */
  options: string[]
  expect: string[]
  /** what stands there at first */
  value: string
  hint: string | null
  error: string
  says: string | null
  critical: boolean
  mistakes: LabMistake[]
  required?: true
}

/** Where an action leads instead, and what is wrong or told then, while its condition holds. */
export type LabTurn = {
  when: LabCondition
  to: string | null
  error: string | null
  critical: boolean
  says: string | null
}

/**
 * A control of a practice screen. The first of its `turns` whose condition holds takes the place of what it leads to
 * and says. Then, in this order: what has to come `after` something else stays, too early; `error` is recorded (and
 * without `to` that is all); `submits` checks every field and sum of the screen and stays there if one is wrong; then
 * it goes `to` a screen, or, submitting without `to`, ends the lab with success.
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
  /** by which conditions and orders know it */
  name?: string
  turns?: LabTurn[]
  after?: LabOrder
}

export type LabFact = { label: string; value: string }

/** `field` or `actions` stand in the row's last column; several `fields` each in one of their own, before the actions. */
export type LabRow = {
  cells: string[]
  marked: boolean
  field: LabField | null
  actions: LabAction[]
  fields?: LabField[]
}

/** A practice file: it has a name and is about something; there is nothing in it. */
export type LabFile = { name: string; about: string | null }

/** What stands on a screen, in the author's order. With `when` it is there only while that holds. */
export type LabPart = (
  | { part: 'words'; html: string }
  | { part: 'facts'; facts: LabFact[] }
  | { part: 'rows'; columns: string[]; rows: LabRow[] }
  | { part: 'field'; field: LabField }
  | { part: 'action'; action: LabAction }
  | { part: 'files'; label: string; files: LabFile[] }
) & { when?: LabCondition }

/** Fields of a screen that have to add up: to an amount, or to what another field holds. */
export type LabSum = {
  of: string[]
  equals: { field: string } | { amount: string }
  error: string
  critical: boolean
  says: string | null
}

export type LabScreen = {
  id: string
  title: string
  /** the path shown at the top: `['Invoices', 'New']` */
  place: string[]
  hint: string | null
  parts: LabPart[]
  sums?: LabSum[]
  after?: LabOrder
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

/** Every field among these parts, those in rows included, in reading order. */
export function fieldsOf({ parts }: Pick<LabScreen, 'parts'>): LabField[] {
  return parts.flatMap((part) => {
    if (part.part === 'field') return [part.field]
    if (part.part === 'rows')
      return part.rows.flatMap((row) => [...(row.fields ?? []), ...(row.field ? [row.field] : [])])
    return []
  })
}

/** Every action among these parts, those in rows included, in reading order. */
export function actionsOf({ parts }: Pick<LabScreen, 'parts'>): LabAction[] {
  return parts.flatMap((part) => {
    if (part.part === 'action') return [part.action]
    if (part.part === 'rows') return part.rows.flatMap((row) => row.actions)
    return []
  })
}
