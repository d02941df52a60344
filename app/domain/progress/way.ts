/** Where a person stands in one release of a module: what they are asked, what of it they did. Pure. */

import type { CompletionRule } from '#app/lessons/rule.ts'
import { blocksToRefresh, type Compared, isAskedAnew, refresherSince } from '../modules/changes.ts'
import { standingOf } from '../practice/timing.ts'
import { type CompletionRecord, type Counts, type EvidenceTarget, evidenceIn, type LearningRecord } from './record.ts'
import { type Asked, type Evidence, proofOf, refresherRule, unmet, wholeRule } from './rule.ts'

/** A release as far as progress in it needs. */
export type LearningRelease = Compared & EvidenceTarget & { lesson: { rule: CompletionRule } }

export type Way = {
  asked: Asked
  evidence: Evidence
  /** the newest release that was completed */
  completed: CompletionRecord | null
  /** the blocks to do again; null if this is no refresher */
  changed: string[] | null
  /** since when they are asked for; null if this is no refresher */
  since: Date | null
  /** everything is to be done again, whatever stayed the same */
  isAnew: boolean
  /** nothing is left to do in this release */
  isDone: boolean
  /** its completion is recorded, or it asks for nothing beyond an older one that is */
  isSettled: boolean
  /** requirements met and in all */
  met: number
  required: number
}

/**
 * The release that a person works on: that of a running attempt, else the current one; null if there is neither.
 * So an attempt finishes on its release, whatever is published or withdrawn meanwhile.
 */
export function workingRelease(
  record: Pick<LearningRecord, 'attempts'>,
  current: string | null,
  now: Date,
): string | null {
  let newest: LearningRecord['attempts'][number] | undefined
  for (const attempt of record.attempts) {
    if (standingOf(attempt, now) === 'running' && (!newest || attempt.startedAt > newest.startedAt)) newest = attempt
  }
  return newest?.release ?? current
}

/** The completion of the newest release that was completed, by time of publication. */
export function newestCompletion({ completions }: Pick<LearningRecord, 'completions'>): CompletionRecord | null {
  return completions.reduce<CompletionRecord | null>(
    (newest, one) => (newest === null || one.publishedAt > newest.publishedAt ? one : newest),
    null,
  )
}

/** `completedRelease` is that of `newestCompletion`; `counts` says of which releases evidence is looked at. */
function wayThrough(
  release: LearningRelease,
  record: LearningRecord,
  completedRelease: LearningRelease | null,
  now: Date,
  counts: Counts = () => true,
): Way {
  const completed = newestCompletion(record)
  const isCompleted = record.completions.some(({ release: id }) => id === release.id)
  const changed = completedRelease && !isCompleted ? blocksToRefresh(completedRelease, release) : []
  const isRefresher = changed.length > 0
  const rule = release.lesson.rule
  const asked = isRefresher ? refresherRule(rule, changed) : wholeRule(rule)
  const isAnew = isRefresher && completedRelease !== null && isAskedAnew(completedRelease, release)
  const evidence = evidenceIn(release, record, now, isAnew ? (id) => release.askedAnew.includes(id) : counts)
  const isDone = isCompleted || (completed !== null && !isRefresher)
  const isNewer = completed !== null && release.publishedAt > completed.publishedAt
  const required = asked.requirements.length
  const met = isDone ? required : required - unmet(asked, evidence).length
  const isSettled = isCompleted || (isNewer && !isRefresher)
  const since = isRefresher && completedRelease ? refresherSince(completedRelease, release) : null
  const again = { changed: isRefresher ? changed : null, since, isAnew }
  return { asked, evidence, completed, ...again, isDone, isSettled, met, required }
}

/** Where the person stands in `release`; `releases` holds at least the one that they completed last. */
export function wayIn(
  release: LearningRelease,
  record: LearningRecord,
  releases: ReadonlyMap<string, LearningRelease>,
  now: Date,
  counts?: Counts,
): Way {
  const newest = newestCompletion(record)
  return wayThrough(release, record, newest ? (releases.get(newest.release) ?? null) : null, now, counts)
}

/** What makes a completion: its last requirement's time, and what met each. */
export type Met = {
  at: Date
  source: 'rule' | 'confirmed' | 'refresher'
  evidence: { need: string; block: string | null; by: string }[]
}

/**
 * The completion that is due to be recorded, or null: something is missing, nothing is asked, or it is recorded.
 * It is dated by its last requirement, but never before the release existed.
 */
export function completionDue(release: LearningRelease, way: Way): Met | null {
  const { asked, evidence, changed, isSettled, required } = way
  if (isSettled || required === 0) return null
  const proofs = asked.requirements.flatMap((requirement) => {
    const proof = proofOf(requirement, asked, evidence)
    const block = requirement.need === 'confirmation' ? null : requirement.block
    return proof ? [{ need: requirement.need, block, by: proof.id, at: proof.at }] : []
  })
  if (proofs.length < required) return null
  const latest = Math.max(release.publishedAt.getTime(), ...proofs.map(({ at }) => at.getTime()))
  return {
    at: new Date(latest),
    source: changed ? 'refresher' : proofs.every(({ need }) => need === 'confirmation') ? 'confirmed' : 'rule',
    evidence: proofs.map(({ need, block, by }) => ({ need, block, by })),
  }
}
