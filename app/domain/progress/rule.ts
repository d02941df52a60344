/**
 * What completes a module, and whether a person did it. Pure: the same answer in the browser, in the transaction that
 * records a completion, and on the pages of learners, champions and trainers.
 */
import type { CompletionRule, Requirement } from '#app/lessons/rule.ts'
import type { AttemptStanding } from '../practice/timing.ts'

/** What met a requirement: the id of an attempt, a submission or a confirmation, and when that was. */
export type Proof = { id: string; at: Date }

/** Everything known of one person's tries at one task. */
export type TaskEvidence = {
  tries: number
  /** the first success in assessed mode without a critical error */
  assessed: Proof | null
  /** the first success in guided mode without a critical error */
  guided: Proof | null
  /** it succeeded, but only with a critical error */
  onlyCritical: boolean
  /** the newest try: the step of a lab that it reached, of how many */
  last: { standing: AttemptStanding; ordinal: number; step: number | null; steps: number | null } | null
}

/** The best submission of a check; among equals, the first. */
export type CheckEvidence = { tries: number; best: (Proof & { right: number; total: number }) | null }

/** `watched` is the share in per cent, counted in seconds that were really played. */
export type VideoEvidence = { watched: number; lastAt: Date }

/** By block id of the release that it is held against. Blocks that are missing here were never touched. */
export type Evidence = {
  tasks: Readonly<Record<string, TaskEvidence>>
  checks: Readonly<Record<string, CheckEvidence>>
  videos: Readonly<Record<string, VideoEvidence>>
  confirmed: Proof | null
}

export const NO_EVIDENCE: Evidence = { tasks: {}, checks: {}, videos: {}, confirmed: null }

/** What a person still has to do, in teaching order; empty means complete. */
export function unmet(rule: CompletionRule, evidence: Evidence): Requirement[] {
  return rule.requirements.filter((requirement) => proofOf(requirement, rule, evidence) === null)
}

/** What met a requirement, or null while it is unmet. A suspect time does not void a success. */
export function proofOf(
  requirement: Requirement,
  { guided }: Pick<CompletionRule, 'guided'>,
  evidence: Evidence,
): Proof | null {
  switch (requirement.need) {
    case 'task': {
      const task = evidence.tasks[requirement.block]
      return task?.assessed ?? (guided ? (task?.guided ?? null) : null)
    }
    case 'check': {
      const best = evidence.checks[requirement.block]?.best
      return best && best.right * 100 >= requirement.mark * best.total ? { id: best.id, at: best.at } : null
    }
    case 'video': {
      const video = evidence.videos[requirement.block]
      return video && video.watched >= requirement.share ? { id: requirement.block, at: video.lastAt } : null
    }
    case 'confirmation':
      return evidence.confirmed
  }
}

/**
 * What a person is asked for: the rule of a release, or, for a refresher, only what changed of it. `changed` names
 * the changed blocks then; what no requirement covers is confirmed by reading it.
 */
export type Asked = CompletionRule & { changed: readonly string[] | null }

/** All of a release's rule: for people who never completed the module. */
export function wholeRule(rule: CompletionRule): Asked {
  return { ...rule, changed: null }
}

/** The part of a release's rule that a person who completed an older release is asked to do, by the changed blocks. */
export function refresherRule(rule: CompletionRule, changed: readonly string[]): Asked {
  const requirements = rule.requirements.filter(
    (requirement) => requirement.need !== 'confirmation' && changed.includes(requirement.block),
  )
  const toRead = readAgain({ requirements, changed }).length > 0
  return { ...rule, requirements: toRead ? [...requirements, { need: 'confirmation' }] : requirements, changed }
}

/** The changed blocks that are confirmed by reading them: those that nothing else asks for. */
export function readAgain({ requirements, changed }: Pick<Asked, 'requirements' | 'changed'>): string[] {
  const covered = new Set(requirements.flatMap((requirement) => ('block' in requirement ? requirement.block : [])))
  return (changed ?? []).filter((block) => !covered.has(block))
}
