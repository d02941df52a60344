import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import type { ConfusionState, ResolutionKind } from './kinds.ts'

/** What became of a trouble, as it is told: what the migration team said and did, and what was opened again. */
export type ThreadEntry =
  | { what: 'answer'; at: Date; by: string; words: string; fixBy: LocalDay | null }
  | { what: 'resolution'; at: Date; by: string; words: string; outcome: ThreadOutcome }
  | { what: 'reopened'; at: Date }

export type ThreadOutcome = {
  kind: ResolutionKind
  release: string | null
  /** the release was withdrawn since: what it fixed is not fixed */
  isWithdrawn?: boolean
  url: string | null
  changedOn: LocalDay | null
}

/** Whether it says something that can live on: that one question repeats another does not. */
export const isAnswer = (entry: ThreadEntry): boolean =>
  entry.what === 'answer' || (entry.what === 'resolution' && entry.outcome.kind !== 'duplicate')

/** How far a report has come. */
export type Standing = {
  state: ConfusionState
  sentAt: Date
  /** the first answer that holds */
  answeredAt: Date | null
  fixBy: LocalDay | null
  resolved: { at: Date; outcome: ThreadOutcome } | null
}

/** A station of a report's way: passed, where it is now, or still to come. */
export type Station = { name: string; at: Date | null; day: LocalDay | null; place: 'passed' | 'now' | 'ahead' }

/** The way of a report: sent, answered, being fixed where that was promised, and what it came to. */
export function stationsOf({ state, sentAt, answeredAt, fixBy, resolved }: Standing): Station[] {
  const rank = { open: 0, answered: 1, fixing: 2, resolved: 3 }[state]
  const place = (at: number): Station['place'] => (rank > at ? 'passed' : rank === at ? 'now' : 'ahead')
  const stations: Station[] = [{ name: 'Sent', at: sentAt, day: null, place: place(0) }]
  // What is resolved at once was never only answered.
  if (state !== 'resolved' || answeredAt !== null) {
    stations.push({
      name: rank >= 1 ? 'Answered' : 'Answer',
      at: rank >= 1 ? answeredAt : null,
      day: null,
      place: place(1),
    })
  }
  if (state === 'fixing') stations.push({ name: 'Being fixed', at: null, day: fixBy, place: 'now' })
  stations.push(
    resolved
      ? { name: outcomeWords(resolved.outcome), at: resolved.at, day: null, place: 'passed' }
      : { name: state === 'fixing' ? 'Fixed' : 'Resolved', at: null, day: null, place: 'ahead' },
  )
  return stations
}

/** What a trouble came to, as the end of its way. */
export function outcomeWords({
  kind,
  release,
  isWithdrawn = false,
}: Pick<ThreadOutcome, 'kind' | 'release' | 'isWithdrawn'>): string {
  if (kind === 'release' && isWithdrawn) return `Release ${release} was withdrawn`
  if (kind === 'release') return release === null ? 'Fixed' : `Fixed in release ${release}`
  if (kind === 'product') return 'Fixed in the product'
  if (kind === 'explanation') return 'Explained'
  if (kind === 'duplicate') return 'Joined with the same question'
  return 'Stays as it is'
}
