import type { LabAction, LabField } from '#app/lessons/definitions.ts'

/** What a person has entered, and what was said about it, by field name. */
export type LabEntries = Readonly<Record<string, string>>

/** The control that comes next in guided mode. */
export type NextControl = { control: 'field'; field: LabField } | { control: 'action'; action: LabAction }

export type LabHandlers = {
  values: LabEntries
  /** what is wrong with a field, after a submission */
  errors: LabEntries
  /** fields that do not add up, and what is said of them together */
  sums?: readonly { fields: readonly string[]; says: string }[]
  /** makes the ids of fields unique on the page */
  prefix: string
  /** only in guided mode */
  next?: NextControl | null
  onEnter: (field: string, value: string) => void
  onAct: (action: string) => void
}

/** The ids of what stands on a practice screen, so that words can be tied to it and the focus sent there. */
export const labFieldId = (prefix: string, field: string): string => `${prefix}-${field}`
export const labActionId = (prefix: string, action: string): string => `${prefix}-${action}`
export const labSumsId = (prefix: string): string => `${prefix}-sums`
export const labGuideId = (prefix: string): string => `${prefix}-guide`
