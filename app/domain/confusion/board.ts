import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import type { AnswerClock } from './answer-clock.ts'
import {
  CONFUSION_KINDS,
  CONFUSION_STATES,
  type ConfusionKind,
  type ConfusionState,
  SEVERITIES,
  type Severity,
} from './kinds.ts'
import type { ThreadOutcome } from './thread.ts'

/** Everything that waits for something, the viewer's own of it, or what is resolved. */
export const BOARD_VIEWS = ['open', 'mine', 'closed'] as const
export type BoardView = (typeof BOARD_VIEWS)[number]

export type BoardFilter = {
  view: BoardView
  state: ConfusionState | null
  /** a module's slug */
  module: string | null
  kind: ConfusionKind | null
  blocking: boolean
  severity?: Severity | null
  /** nobody yet, or somebody who has left */
  owner?: OwnerFilter | null
}

export const OWNER_FILTERS = ['nobody', 'left'] as const
export type OwnerFilter = (typeof OWNER_FILTERS)[number]

/** Filters of the board under a name, for one person alone. */
export type SavedView = { id: string; name: string; query: string }

/** How often something was said, and by how many of those who came there. */
export type Voices = {
  reports: number
  meToos: number
  people: number
  /** people who reached the block in the releases that the reports name */
  reached: number
}

/** A trouble as a row of the board. */
export type BoardRow = {
  id: string
  /** the words of the report that most people said "me too" to */
  question: string
  module: { slug: string; title: string }
  block: { id: string; title: string }
  /** labels of the releases that the reports name, oldest first */
  releases: string[]
  severity: Severity
  state: ConfusionState
  kinds: ConfusionKind[]
  voices: Voices
  openedAt: Date
  /** how long an answer may still take; null where none is waited for */
  clock: AnswerClock | null
  /** since when an answer is waited for: the first report, or the last reopening */
  waitingSince: Date
  owner: string | null
  /** the owner is no lead here any more */
  ownerLeft: boolean
  fixBy: LocalDay | null
  resolved: { at: Date; outcome: ThreadOutcome } | null
  /** "Does this help?", of the resolution that holds */
  verdicts: { yes: number; no: number }
}

export type Board = {
  rows: BoardRow[]
  /** whether there are more than the board shows */
  cut: boolean
  /** how many the views hold with these filters */
  counts: Record<BoardView, number>
  modules: { slug: string; title: string }[]
}

/** How far back "lately" goes. */
export const FIGURES_DAYS = 28

/** How the team has answered lately. Each with its n; a median of nothing is null. */
export type BoardFigures = {
  days: number
  inTime: { part: number; of: number }
  medianMs: { value: number | null; of: number }
  helped: { part: number; of: number }
}

/** Reports and me-toos per 100 people who reached the block; null where nobody is known to have reached it. */
export function confusionRate({
  reports,
  meToos,
  reached,
}: Pick<Voices, 'reports' | 'meToos' | 'reached'>): number | null {
  return reached === 0 ? null : ((reports + meToos) * 100) / reached
}

/** Whether a filter leaves out anything of its view. */
export const isNarrowed = ({ state, module, kind, blocking, severity, owner }: BoardFilter): boolean =>
  [state, module, kind, severity, owner].some((one) => one != null) || blocking

/** Reads a filter from a URL's query; what it does not know means everything. */
export function boardFilterOf(query: URLSearchParams): BoardFilter {
  return {
    view: oneOf(BOARD_VIEWS, query.get('view')) ?? 'open',
    state: oneOf(CONFUSION_STATES, query.get('state')),
    module: query.get('module') || null,
    kind: oneOf(CONFUSION_KINDS, query.get('kind')),
    blocking: query.get('blocking') === 'yes',
    severity: oneOf(SEVERITIES, query.get('severity')),
    owner: oneOf(OWNER_FILTERS, query.get('owner')),
  }
}

/** The query that stands for a filter, with its `?`; empty where nothing is filtered. */
export function boardQueryOf({ view, state, module, kind, blocking, severity, owner }: BoardFilter): string {
  const query = new URLSearchParams()
  if (view !== 'open') query.set('view', view)
  if (state) query.set('state', state)
  if (module) query.set('module', module)
  if (kind) query.set('kind', kind)
  if (blocking) query.set('blocking', 'yes')
  if (severity) query.set('severity', severity)
  if (owner) query.set('owner', owner)
  return query.size === 0 ? '' : `?${query}`
}

/** The saved view that shows just this; null where none does. */
export const viewOf = (views: readonly SavedView[], filter: BoardFilter): SavedView | null =>
  views.find(({ query }) => query === boardQueryOf(filter)) ?? null

const oneOf = <T extends string>(known: readonly T[], value: string | null): T | null =>
  known.find((one) => one === value) ?? null
