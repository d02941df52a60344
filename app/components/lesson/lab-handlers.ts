/** What a person has entered, and what was said about it, by field name. */
export type LabEntries = Readonly<Record<string, string>>

export type LabHandlers = {
  values: LabEntries
  /** what is wrong with a field, after a submission */
  errors: LabEntries
  /** makes the ids of fields unique on the page */
  prefix: string
  onEnter: (field: string, value: string) => void
  onAct: (action: string) => void
}
