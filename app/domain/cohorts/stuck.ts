import type { Evidence, TaskEvidence } from '#app/domain/progress/rule.ts'

/** Why somebody seems stuck in a module they began; never how fast they are. */
export type StuckSign = 'asked for help' | 'tried and stopped' | 'below the mark' | 'not touched for a week'

const QUIET_DAYS = 7
const DAY_MS = 86_400_000

/**
 * The strongest sign that a person needs somebody: a request for help, a task that was tried without success and is not
 * running, a check answered twice below its mark, or a module begun and left for a week. Null: they are on their way.
 */
export function stuckSign(
  module: { evidence: Evidence; unmet: readonly { need: string; block?: string }[]; lastAt: Date; helpAsked: boolean },
  now: Date,
): StuckSign | null {
  if (module.helpAsked) return 'asked for help'
  for (const { need, block } of module.unmet) {
    if (need === 'task' && stopped(module.evidence.tasks[block ?? ''])) return 'tried and stopped'
    if (need === 'check' && (module.evidence.checks[block ?? '']?.tries ?? 0) >= 2) return 'below the mark'
  }
  return now.getTime() - module.lastAt.getTime() > QUIET_DAYS * DAY_MS ? 'not touched for a week' : null
}

function stopped(task: TaskEvidence | undefined): boolean {
  return task?.last !== null && task?.last !== undefined && task.last.standing !== 'running'
}
