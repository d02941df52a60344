/** What `migration.yaml` says, as data. Shared with the browser: types and pure rules only. */

/** A day of the calendar, or one counted from the day of loading (a demo must not age). */
export type WrittenDate = { day: string } | { fromToday: number }

export const MEASURES = ['completion', 'up to date', 'coverage', 'task ratio', 'confusion'] as const
export type Measure = (typeof MEASURES)[number]

export type WrittenGate = {
  measure: Measure
  comparison: '>=' | '<='
  target: number
  /** only for task ratios */
  task: { module: string; block: string } | null
  audience: string | null
}

export const WRITTEN_STATES = ['planned', 'training', 'live', 'closed'] as const
export type WrittenState = (typeof WRITTEN_STATES)[number]

export type WrittenMilestone = {
  slug: string
  name: string
  date: WrittenDate
  state: WrittenState
  gates: WrittenGate[]
}

export type WrittenAudience = { slug: string; name: string; comfort: 'power' | 'casual' }

export type WrittenMigration = {
  name: string
  organisation: string
  old: { name: string; version: string | null }
  new: { name: string; version: string | null }
  timeZone: string
  milestones: WrittenMilestone[]
  audiences: WrittenAudience[]
}

/** The day meant by a written date, as `2026-11-30`; `today` is the migration's local day of loading, in the same form. */
export function dayOf(date: WrittenDate, today: string): string {
  if ('day' in date) return date.day
  const day = new Date(`${today}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + date.fromToday)
  return day.toISOString().slice(0, 10)
}
