/** How the blocks of a new release differ from those of the one before. Pure. */
import { sameBlock } from '../changes.ts'
import type { ChangedBlock } from './plan.ts'

type Block = { id: string; title: string; hash: string }
type Renames = Readonly<Record<string, string>>

/** New, changed, renamed and removed blocks, in teaching order; what stayed is left out. */
export function changedBlocks(before: readonly Block[], after: readonly Block[], renames: Renames): ChangedBlock[] {
  const old = new Map(before.map((block) => [block.id, block]))
  const now = { blocks: new Map(after.map((block) => [block.id, block])) }
  const kept = new Map(
    before.flatMap(({ id, hash }) => {
      const same = sameBlock(id, hash, now)
      return same === null ? [] : [[same, id] as const]
    }),
  )
  const newIds = new Set(Object.values(renames))
  const changed = after.flatMap(({ id, title }): ChangedBlock[] => {
    if (kept.has(id)) return kept.get(id) === id ? [] : [{ id, title, how: 'renamed' }]
    return [{ id, title, how: old.has(id) || newIds.has(id) ? 'changed' : 'new' }]
  })
  const gone = before.filter(
    ({ id }) => !now.blocks.has(id) && !Object.hasOwn(renames, id) && ![...kept.values()].includes(id),
  )
  return [...changed, ...gone.map(({ id, title }): ChangedBlock => ({ id, title, how: 'removed' }))]
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
