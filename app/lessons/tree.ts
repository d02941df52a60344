/**
 * A compiled module, as data: what the database stores with a release, and what pages are drawn from.
 * Shared with the browser: types only, and no answer keys (those are `CheckKeys`, kept apart).
 */
import type { LabDefinition, TaskDefinition, VideoDefinition } from './definitions.ts'
import type { CheckDefinition } from './questions.ts'
import type { CompletionRule } from './rule.ts'

export const MODULE_KINDS = ['lesson', 'lab', 'video', 'quick reference', 'update', 'runbook'] as const
export type ModuleKind = (typeof MODULE_KINDS)[number]

/** The id of the block before the first heading. It has a title for lists, but no heading on the page. */
export const START_BLOCK = 'start'

/**
 * What a section holds, in order: ready, sanitised HTML (Markdown, Callout, Steps, BeforeAfter, Term, Screenshot and
 * QuickReference alike), or the place of a nested block.
 */
export type LessonNode = { html: string } | { block: string }

type Addressed = {
  /** unique in the module, kept from its first publication on */
  id: string
  title: string
  /** changes exactly when what the block teaches changes: not with white space, ids, baselines or the compiler */
  hash: string
  /** the section that it stands in; null for sections themselves */
  parent: string | null
}

/** A `##` heading and what follows it. */
export type SectionBlock = Addressed & { kind: 'section'; nodes: LessonNode[] }
export type TaskBlock = Addressed & { kind: 'task'; definition: TaskDefinition | LabDefinition }
export type CheckBlock = Addressed & { kind: 'check'; definition: CheckDefinition }
export type VideoBlock = Addressed & { kind: 'video'; definition: VideoDefinition }

export type Block = SectionBlock | TaskBlock | CheckBlock | VideoBlock

export type Lesson = {
  title: string
  kind: ModuleKind
  summary: string | null
  /** about how long it takes */
  minutes: number
  rule: CompletionRule
  /** in teaching order: each section, then the blocks that stand in it */
  blocks: Block[]
}
