/** Two releases of a module beside each other, block by block. Pure; shared with the browser. */
import type { RefreshPolicy } from '#app/lessons/refresh-policy.ts'
import type { Block } from '#app/lessons/tree.ts'
import { linesOfBlock } from './block-lines.ts'
import { type BlockPair, type HowChanged, pairBlocks } from './block-pairs.ts'
import { compareLines, type Passage } from './word-changes.ts'

export type ComparedBlock = {
  id: string
  title: string
  kind: Block['kind']
  how: Exclude<HowChanged, 'same'>
  before: Passage[][]
  after: Passage[][]
  /** what has changed although every word is the same */
  beyondWords: string | null
}

export type Comparison = {
  changed: ComparedBlock[]
  /** titles of the blocks that are the same in both */
  same: string[]
}

/** What in a release's address stands for the module's file as it is now. No label can be called so. */
export const WORKING_COPY = '*'

/** A release that the viewer may look at. */
export type ListedRelease = {
  id: string
  label: string
  publishedAt: Date
  refreshPolicy: RefreshPolicy
  isCurrent: boolean
  isWithdrawn: boolean
  /** the viewer completed it */
  isCompleted: boolean
}

export type ComparisonPage = {
  slug: string
  title: string
  /** the newest first */
  releases: ListedRelease[]
  /** labels, or `WORKING_COPY` for the file as it is now; null: there is only one */
  from: string | null
  to: string
  /** whether the viewer may look at a file that says something else than what is published */
  hasCopy: boolean
  /** null: there is nothing to compare with, or the file cannot be read */
  comparison: Comparison | null
}

export function compareReleases(before: readonly Block[], after: readonly Block[]): Comparison {
  const pairs = pairBlocks(before, after)
  return {
    changed: pairs.flatMap((pair) => comparedBlock(pair) ?? []),
    same: pairs.flatMap(({ how, after: block }) => (how === 'same' && block ? block.title : [])),
  }
}

function comparedBlock({ how, before, after }: BlockPair<Block>): ComparedBlock | null {
  const block = after ?? before
  if (how === 'same' || !block) return null
  const { id, title, kind } = block
  const isRetitled = before !== null && after !== null && before.title !== after.title
  const linesOf = (one: Block | null) => (one ? [...(isRetitled ? [one.title] : []), ...linesOfBlock(one)] : [])
  const lines = compareLines(linesOf(before), linesOf(after))
  const wordsChanged = [...lines.before, ...lines.after].flat().some((passage) => passage.kind !== 'same')
  return { id, title, kind, how, ...lines, beyondWords: how === 'changed' && !wordsChanged ? BEYOND_WORDS[kind] : null }
}

const BEYOND_WORDS: Readonly<Record<Block['kind'], string>> = {
  section: 'The words are the same. A picture, a link or the layout has changed.',
  task: 'The words are the same. What is accepted as right, or where a step leads, has changed.',
  check: 'The words are the same. What counts as right, or what is told after an answer, has changed.',
  video: 'The words are the same. The film has changed.',
}
