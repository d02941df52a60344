import { ABANDONED_AFTER_MS } from '../../practice/timing.ts'
import { toldUntil } from '../withholding.ts'
import { bucketOf, bytesOf } from './histogram.ts'
import { TRIES } from './views.ts'

/**
 * The attempts of one task of a release that were started in one week, counted by whose they were. Pure: the same attempts
 * give the same rows, in whatever order they came.
 */

/** An attempt as it is counted. Instants are milliseconds. */
export type CountedAttempt = {
  person: string
  /** the id of its set of audiences, as they stood in it: two sets can be of the same audiences */
  audienceSet: number
  cohort: string | null
  /** 1 for the person's first attempt at the task */
  ordinal: number
  outcome: 'success' | 'failure' | 'gave up' | null
  suspect: boolean
  /** on the task's clock */
  ms: number
  arrivedAt: number | null
  lastEventAt: number
  criticalErrors: number
  errors: Readonly<Record<string, number>> | null
}

/** What `task_week` holds of a slice. */
export type WeekCounts = {
  started: number
  finished: number
  succeeded: number
  gaveUp: number
  abandoned: number
  suspect: number
  held: number
  told: number
  toldSuccesses: number
  criticalErrors: number
  errors: Record<string, number>
  histogram: Buffer
}

/** `by` everyone has no id; `nth` is 0 for all tries. */
export type WeekRow = { slice: 'everyone' | 'audience' | 'cohort'; id: string | null; nth: number; counts: WeekCounts }

/** Until when the attempts of a set of audiences that arrived in the running week are told; absent: none yet. */
export type ToldUntil = ReadonlyMap<number, number>

export type CountedWeek = { rows: WeekRow[]; toldUntil: ToldUntil }

/** `weekStart`: the instant at which the running week began; `audiences`: those of each set. */
export function countWeek(
  attempts: readonly CountedAttempt[],
  audiences: ReadonlyMap<number, readonly string[]>,
  { weekStart, now }: { weekStart: number; now: number },
): CountedWeek {
  const until = untilOf(attempts, audiences, weekStart)
  const tallies = new Map<string, Tally>()
  const tallyOf = (slice: WeekRow['slice'], id: string | null, nth: number) => {
    const key = `${slice} ${id} ${nth}`
    const known = tallies.get(key) ?? newTally(slice, id, nth)
    tallies.set(key, known)
    return known
  }
  for (const attempt of attempts) {
    const isWhole = attempt.arrivedAt !== null && attempt.arrivedAt < weekStart
    const isTold = isWhole || (attempt.arrivedAt ?? Infinity) <= (until.get(attempt.audienceSet) ?? -Infinity)
    const seen = { attempt, held: !isWhole, now }
    add(tallyOf('everyone', null, 0), { ...seen, told: isTold })
    add(tallyOf('everyone', null, Math.min(attempt.ordinal, TRIES)), { ...seen, told: isTold })
    for (const id of audiences.get(attempt.audienceSet) ?? [])
      add(tallyOf('audience', id, 0), { ...seen, told: isTold })
    // A cohort cuts across sets of audiences, so it is told of whole weeks only.
    if (attempt.cohort) add(tallyOf('cohort', attempt.cohort, 0), { ...seen, told: isWhole })
  }
  return { rows: [...tallies.values()].map(rowOf), toldUntil: until }
}

/** A finished attempt whose time is believed: what times and errors are counted of. */
export const isTrusted = ({ outcome, suspect }: Pick<CountedAttempt, 'outcome' | 'suspect'>): boolean =>
  (outcome === 'success' || outcome === 'failure') && !suspect

/**
 * People of the very same audiences are counted together: every audience, the total and whatever is left between them are
 * made of such people. Five people's successes have to be new; what else was finished until then is told with them.
 */
function untilOf(
  attempts: readonly CountedAttempt[],
  audiences: ReadonlyMap<number, readonly string[]>,
  weekStart: number,
): ToldUntil {
  const alike = (set: number) => [...(audiences.get(set) ?? [])].sort().join(' ')
  const running = attempts.flatMap((attempt) =>
    isTrusted(attempt) && attempt.outcome === 'success' && (attempt.arrivedAt ?? 0) >= weekStart
      ? { set: attempt.audienceSet, person: attempt.person, arrivedAt: attempt.arrivedAt as number }
      : [],
  )
  if (running.length === 0) return new Map()
  const byAudiences = new Map(
    [...Map.groupBy(running, ({ set }) => alike(set))].map(([key, arrivals]) => [key, toldUntil(arrivals)]),
  )
  const sets = [...new Set(attempts.map(({ audienceSet }) => audienceSet))]
  return new Map(
    sets.flatMap((set) => {
      const until = byAudiences.get(alike(set)) ?? null
      return until === null ? [] : [[set, until] as const]
    }),
  )
}

type Tally = Omit<WeekRow, 'counts'> & { counts: Omit<WeekCounts, 'histogram'>; buckets: number[] }

const newTally = (slice: WeekRow['slice'], id: string | null, nth: number): Tally => ({
  slice,
  id,
  nth,
  counts: {
    started: 0,
    finished: 0,
    succeeded: 0,
    gaveUp: 0,
    abandoned: 0,
    suspect: 0,
    held: 0,
    told: 0,
    toldSuccesses: 0,
    criticalErrors: 0,
    errors: {},
  },
  buckets: [],
})

type Seen = { attempt: CountedAttempt; told: boolean; held: boolean; now: number }

function add({ counts, buckets }: Tally, { attempt, told, held, now }: Seen): void {
  const { outcome, suspect, lastEventAt } = attempt
  counts.started++
  if (outcome === null) counts.abandoned += now - lastEventAt > ABANDONED_AFTER_MS ? 1 : 0
  else if (outcome === 'gave up') counts.gaveUp++
  else {
    counts.finished++
    if (outcome === 'success') counts.succeeded++
    if (suspect) counts.suspect++
    else if (held) counts.held++
  }
  if (told && isTrusted(attempt)) tell(counts, buckets, attempt)
}

function tell(
  counts: Tally['counts'],
  buckets: number[],
  { outcome, ms, criticalErrors, errors }: CountedAttempt,
): void {
  counts.told++
  counts.criticalErrors += criticalErrors
  for (const [type, times] of Object.entries(errors ?? {})) counts.errors[type] = (counts.errors[type] ?? 0) + times
  if (outcome !== 'success') return
  counts.toldSuccesses++
  buckets.push(bucketOf(ms))
}

const rowOf = ({ counts, buckets, ...row }: Tally): WeekRow => ({
  ...row,
  counts: { ...counts, histogram: bytesOf(Uint16Array.from(buckets).sort()) },
})
