/** A short hint at a block of a module, as whoever reads there sees it. Shared with the browser: types only. */
export type ShownTip = {
  id: string
  words: string
  /** people who found it useful */
  useful: number
  /** whether the viewer did */
  own: boolean
  /** shared by the viewer's own cohort, and not reviewed yet */
  isFromCohort: boolean
  /** the viewer wrote it, and may withdraw it */
  mine: boolean
}

/** By block id; blocks without any are left out. */
export type ModuleTips = Readonly<Record<string, readonly ShownTip[]>>
