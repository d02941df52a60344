import type { CheckDefinition } from './questions.ts'
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

/** As much of a block as decides what it asks for. A check may ask for a share of its own. */
type RuledBlock =
  | { id: string; kind: Exclude<Block['kind'], 'check'> }
  | { id: string; kind: 'check'; definition?: Pick<CheckDefinition, 'pass'> }

const DEFAULT_MARK = 80
const DEFAULT_SHARE = 90

/**
 * The rule of a module. Where the author names tasks, checks or videos, only what is named counts; else every task,
 * check and video counts, at the usual marks; and where there is none of them, the learner confirms.
 */
export function completionRuleOf(
  kind: ModuleKind,
  written: WrittenRule,
  blocks: readonly RuledBlock[],
): CompletionRule {
  const guided = written.guided ?? false
  if (kind === 'quick reference') return { requirements: [], guided }
  const named = written.tasks !== undefined || written.checks !== undefined || written.videos !== undefined
  const rule: WrittenRule = named ? written : { tasks: 'all', checks: DEFAULT_MARK, videos: DEFAULT_SHARE }
  const requirements = blocks.flatMap((block) => requirementOf(rule, block) ?? [])
  return { requirements: requirements.length > 0 ? requirements : [{ need: 'confirmation' }], guided }
}

function requirementOf(rule: WrittenRule, block: RuledBlock): Requirement | null {
  const { id } = block
  if (block.kind === 'task' && (rule.tasks === 'all' || rule.tasks?.includes(id))) return { need: 'task', block: id }
  if (block.kind === 'check' && rule.checks !== undefined)
    return { need: 'check', block: id, mark: block.definition?.pass ?? rule.checks }
  if (block.kind === 'video' && rule.videos !== undefined) return { need: 'video', block: id, share: rule.videos }
  return null
}
