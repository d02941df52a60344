import type { Block, ModuleKind } from './tree.ts'

/** One thing that a person must do. `mark` and `share` are per cent. */
export type Requirement =
  | { need: 'task'; block: string }
  | { need: 'check'; block: string; mark: number }
  | { need: 'video'; block: string; share: number }
  /** the learner says so, with *Done, next* */
  | { need: 'confirmation' }

/** What completes a module, in teaching order. No requirements: it is there to be looked at, and never due. */
export type CompletionRule = {
  requirements: Requirement[]
  /** a success in guided mode counts too */
  guided: boolean
}

/** The rule as the author writes it in front matter. */
export type WrittenRule = { tasks?: 'all' | string[]; checks?: number; videos?: number; guided?: boolean }

const DEFAULT_MARK = 80
const DEFAULT_SHARE = 90

/**
 * The rule of a module. Where the author names tasks, checks or videos, only what is named counts; else every task,
 * check and video counts, at the usual marks; and where there is none of them, the learner confirms.
 */
export function completionRuleOf(
  kind: ModuleKind,
  written: WrittenRule,
  blocks: readonly Pick<Block, 'id' | 'kind'>[],
): CompletionRule {
  const guided = written.guided ?? false
  if (kind === 'quick reference') return { requirements: [], guided }
  const named = written.tasks !== undefined || written.checks !== undefined || written.videos !== undefined
  const rule: WrittenRule = named ? written : { tasks: 'all', checks: DEFAULT_MARK, videos: DEFAULT_SHARE }
  const requirements = blocks.flatMap((block) => requirementOf(rule, block) ?? [])
  return { requirements: requirements.length > 0 ? requirements : [{ need: 'confirmation' }], guided }
}

function requirementOf(rule: WrittenRule, { id, kind }: Pick<Block, 'id' | 'kind'>): Requirement | null {
  if (kind === 'task' && (rule.tasks === 'all' || rule.tasks?.includes(id))) return { need: 'task', block: id }
  if (kind === 'check' && rule.checks !== undefined) return { need: 'check', block: id, mark: rule.checks }
  if (kind === 'video' && rule.videos !== undefined) return { need: 'video', block: id, share: rule.videos }
  return null
}
