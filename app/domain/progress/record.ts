/**
 * What one person did in one module, over all of its releases, as the projections keep it; and what of that counts as
 * evidence in one release. Pure.
 */
import type { LabDefinition } from '#app/lessons/definitions.ts'
import type { Answers } from '#app/lessons/questions.ts'
import type { Block } from '#app/lessons/tree.ts'
import { sameBlock } from '../modules/changes.ts'
import { labSteps } from '../practice/lab-route.ts'
import { standingOf } from '../practice/timing.ts'
import { mergedSpans, type Span, secondsIn } from '../practice/watching.ts'
import type { CheckEvidence, Evidence, Proof, TaskEvidence, VideoEvidence } from './rule.ts'

/** `hash` is that of the block in the release where it happened. */
type InBlock = { release: string; block: string; hash: string }

export type AttemptRecord = InBlock & {
  id: string
  setting: 'lab' | 'outside' | 'reported'
  clock: 'active' | 'wall'
  mode: 'assessed' | 'guided'
  startedAt: Date
  finishedAt: Date | null
  lastEventAt: Date
  outcome: 'success' | 'failure' | 'gave up' | null
  activeMs: number
  wallMs: number
  pausedMs: number
  errors: number
  criticalErrors: number
  hints: number
  suspect: boolean
  ordinal: number
  /** the step of a lab that it reached */
  step: number | null
  /** a running lab, or a running outside task's pause, as it stands; only in detailed records */
  state: unknown
}

export type SubmissionRecord = InBlock & {
  id: string
  at: Date
  /** the person's try at the check, from 0 */
  nth: number
  right: number
  total: number
  /** only in detailed records */
  answers: Answers | null
}

export type WatchRecord = InBlock & {
  watched: Span[]
  duration: number
  position: number
  lastAt: Date
}

export type ConfirmationRecord = { release: string; id: string; at: Date }
export type CompletionRecord = { release: string; label: string; publishedAt: Date; at: Date }

export type LearningRecord = {
  attempts: AttemptRecord[]
  submissions: SubmissionRecord[]
  watches: WatchRecord[]
  confirmations: ConfirmationRecord[]
  completions: CompletionRecord[]
  /** blocks that were reached, of any release; only in detailed records */
  seen: InBlock[]
}

export function emptyRecord(): LearningRecord {
  return { attempts: [], submissions: [], watches: [], confirmations: [], completions: [], seen: [] }
}

/** As much of a release as evidence is held against. */
export type EvidenceTarget = { id: string; blocks: ReadonlyMap<string, Block> }

/** Whether what was done in a release, by its id, counts. */
export type Counts = (release: string) => boolean

/** The evidence in one release: what was done in it, and in other releases that count on a block that is the same. */
export function evidenceIn(target: EvidenceTarget, record: LearningRecord, now: Date, counts: Counts): Evidence {
  const placed = <Row extends InBlock>(rows: readonly Row[]): Map<string, Row[]> => {
    const byBlock = new Map<string, Row[]>()
    for (const row of rows) {
      const block = counts(row.release) ? sameBlock(row.block, row.hash, target) : null
      if (block === null) continue
      const rowsOfBlock = byBlock.get(block)
      if (rowsOfBlock) rowsOfBlock.push(row)
      else byBlock.set(block, [row])
    }
    return byBlock
  }
  const confirmation = record.confirmations.find(({ release }) => release === target.id)
  return {
    tasks: mapped(placed(record.attempts), (attempts, block) => taskEvidence(attempts, target.blocks.get(block), now)),
    checks: mapped(placed(record.submissions), checkEvidence),
    videos: mapped(placed(record.watches), videoEvidence),
    confirmed: confirmation ? { id: confirmation.id, at: confirmation.at } : null,
  }
}

function mapped<Row, Value>(
  rows: Map<string, Row[]>,
  value: (rows: Row[], block: string) => Value,
): Record<string, Value> {
  return Object.fromEntries([...rows].map(([block, rowsOfBlock]) => [block, value(rowsOfBlock, block)]))
}

function taskEvidence(attempts: AttemptRecord[], block: Block | undefined, now: Date): TaskEvidence {
  const inOrder = [...attempts].sort((left, right) => left.ordinal - right.ordinal)
  const successes = inOrder.filter(({ outcome }) => outcome === 'success')
  const clean = successes.filter(({ criticalErrors }) => criticalErrors === 0)
  const last = inOrder.at(-1)
  return {
    tries: attempts.length,
    assessed: firstFinished(clean.filter(({ mode }) => mode === 'assessed')),
    guided: firstFinished(clean.filter(({ mode }) => mode === 'guided')),
    onlyCritical: successes.length > 0 && clean.length === 0,
    last: last
      ? { standing: standingOf(last, now), ordinal: last.ordinal, step: last.step, steps: stepsOf(block) }
      : null,
  }
}

/** How many steps the task's lab has; null outside the portal. */
export function stepsOf(block: Block | undefined): number | null {
  if (block?.kind !== 'task' || block.definition.setting !== 'lab') return null
  return labSteps(block.definition satisfies LabDefinition)
}

function firstFinished(attempts: AttemptRecord[]): Proof | null {
  let first: Proof | null = null
  for (const { id, finishedAt } of attempts) {
    if (finishedAt && (first === null || finishedAt < first.at)) first = { id, at: finishedAt }
  }
  return first
}

function checkEvidence(submissions: SubmissionRecord[]): CheckEvidence {
  let best: SubmissionRecord | undefined
  for (const submission of submissions) {
    const lead = best ? submission.right * best.total - best.right * submission.total : 1
    if (!best || lead > 0 || (lead === 0 && submission.at < best.at)) best = submission
  }
  return {
    tries: submissions.length,
    best: best ? { id: best.id, at: best.at, right: best.right, total: best.total } : null,
  }
}

function videoEvidence(watches: WatchRecord[]): VideoEvidence {
  return { watched: watchedIn(watches).share, lastAt: lastWatch(watches).lastAt }
}

/** What was watched of one film, over all releases in which it is the same; `share` in per cent. */
export function watchedIn(watches: readonly WatchRecord[]): { watched: Span[]; share: number } {
  const duration = Math.max(...watches.map((watch) => watch.duration))
  const watched = mergedSpans(watches.flatMap((watch) => watch.watched))
  return { watched, share: duration > 0 ? (secondsIn(watched, duration) * 100) / duration : 0 }
}

/** Where it was watched last. */
export function lastWatch(watches: readonly WatchRecord[]): WatchRecord {
  return watches.reduce((newest, one) => (one.lastAt > newest.lastAt ? one : newest))
}
