/** How the blocks of a new release differ from those of the one before. Pure. */
import { pairBlocks, type Renames } from '../comparison/block-pairs.ts'
import type { ChangedBlock } from './plan.ts'

type Block = { id: string; title: string; hash: string }

/** New, changed, renamed and removed blocks, in teaching order; what stayed is left out. */
export function changedBlocks(before: readonly Block[], after: readonly Block[], renames: Renames): ChangedBlock[] {
  return pairBlocks(before, after, renames).flatMap(({ how, before: former, after: block }): ChangedBlock[] => {
    const { id, title } = (block ?? former) as Block
    return how === 'same' ? [] : [{ id, title, how }]
  })
}

/** Published blocks that are gone without a word: neither `removed:` nor `was:` names them. */
export function vanishedBlocks(
  before: readonly Block[],
  after: readonly Pick<Block, 'id'>[],
  removed: readonly string[],
  renames: Renames,
): string[] {
  const ids = new Set(after.map(({ id }) => id))
  return before.flatMap(({ id }) => (ids.has(id) || removed.includes(id) || Object.hasOwn(renames, id) ? [] : id))
}
