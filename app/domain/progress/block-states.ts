/** Where a person stands at each task, check and film of a release, for the module's page. Pure. */
import type { CheckDefinition, CheckKey, CheckKeys } from '#app/lessons/questions.ts'
import type { Block } from '#app/lessons/tree.ts'
import { sameBlock } from '../modules/changes.ts'
import { drawnQuestions } from '../practice/draw.ts'
import { feedback } from '../practice/grading.ts'
import type { LabState } from '../practice/lab.ts'
import { standingOf, taskTime } from '../practice/timing.ts'
import {
  type AttemptRecord,
  type LearningRecord,
  lastWatch,
  type SubmissionRecord,
  stepsOf,
  type WatchRecord,
  watchedIn,
} from './record.ts'
import type { CheckState, RunningAttempt, TaskState, VideoState } from './standing.ts'

type Shown = { id: string; blocks: ReadonlyMap<string, Block>; keys: CheckKeys }
type States = {
  tasks: Record<string, TaskState>
  checks: Record<string, CheckState>
  videos: Record<string, VideoState>
  keptAs: Record<string, string>
  seen: string[]
}

/** What a person did on a block that is the same in another release is shown here too: it counts here. */
export function blockStates(release: Shown, record: LearningRecord, person: string, now: Date): States {
  const states: States = { tasks: {}, checks: {}, videos: {}, keptAs: {}, seen: [] }
  for (const [block, attempts] of placed(release, record.attempts)) {
    states.tasks[block] = taskState(attempts, release, block, now)
  }
  for (const [block, submissions] of placed(release, record.submissions)) {
    const check = release.blocks.get(block)
    if (check?.kind !== 'check') continue
    states.checks[block] = checkState(submissions, check.definition, release.keys[block] ?? {}, person)
  }
  for (const [block, watches] of placed(release, record.watches)) states.videos[block] = videoState(watches)
  const seen = placed(release, record.seen)
  for (const [block, places] of seen) {
    if (release.blocks.get(block)?.kind === 'check') states.keptAs[block] = firstPlace(places)
  }
  states.seen = [...seen.keys()]
  return states
}

/** The block of the oldest release: a hash that stayed the same must not leave the server, as it holds the right answers. */
function firstPlace(places: LearningRecord['seen']): string {
  const first = places.reduce((oldest, one) => (one.release < oldest.release ? one : oldest))
  return `${first.release}:${first.block}`
}

function placed<Row extends { block: string; hash: string }>(release: Shown, rows: readonly Row[]): Map<string, Row[]> {
  const byBlock = Map.groupBy(rows, ({ block, hash }) => sameBlock(block, hash, release) ?? '')
  byBlock.delete('')
  return byBlock
}

function taskState(attempts: AttemptRecord[], release: Shown, block: string, now: Date): TaskState {
  const newestFirst = attempts.toSorted((left, right) => right.ordinal - left.ordinal)
  const running = newestFirst.find(
    (attempt) => attempt.release === release.id && standingOf(attempt, now) === 'running',
  )
  const last = newestFirst.find((attempt) => attempt !== running)
  return {
    tries: attempts.length,
    running: running ? runningAttempt(running) : null,
    last: last
      ? {
          id: last.id,
          ordinal: last.ordinal,
          mode: last.mode,
          reported: last.setting === 'reported',
          standing: standingOf(last, now),
          step: last.step,
          steps: stepsOf(release.blocks.get(block)),
          timeMs: last.finishedAt && !last.suspect ? taskTime(last) : null,
          errors: last.errors,
          criticalErrors: last.criticalErrors,
          hints: last.hints,
        }
      : null,
  }
}

function runningAttempt({
  id,
  ordinal,
  mode,
  startedAt,
  activeMs,
  pausedMs,
  setting,
  state,
}: AttemptRecord): RunningAttempt {
  const isLab = setting === 'lab'
  const pausedAt = isLab ? null : ((state as { pausedAt?: string | null } | null)?.pausedAt ?? null)
  return {
    ...{ id, ordinal, mode, startedAt, activeMs, pausedMs },
    setting: isLab ? 'lab' : 'outside',
    pausedAt: pausedAt ? new Date(pausedAt) : null,
    lab: isLab ? (state as LabState | null) : null,
  }
}

function checkState(
  submissions: SubmissionRecord[],
  check: CheckDefinition,
  key: CheckKey,
  person: string,
): CheckState {
  const inOrder = submissions.toSorted((left, right) => left.at.getTime() - right.at.getTime())
  const last = inOrder.at(-1) as SubmissionRecord
  const best = inOrder.reduce((lead, one) => (one.right * lead.total > lead.right * one.total ? one : lead))
  const { at, nth, right, total } = last
  const asked = drawnQuestions(check, { person, nth }).map(({ id }) => id)
  return {
    tries: submissions.length,
    best: { right: best.right, total: best.total },
    last: { at, nth, right, total, questions: feedback(key, last.answers ?? {}, asked) },
  }
}

function videoState(watches: WatchRecord[]): VideoState {
  return { ...watchedIn(watches), position: lastWatch(watches).position }
}
