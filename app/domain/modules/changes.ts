/** What is the same and what is different between two releases of a module. Pure; the database's `blocks_to_refresh` says the same. */
import type { RefreshPolicy } from '#app/lessons/refresh-policy.ts'
import type { Block } from '#app/lessons/tree.ts'

/** As much of a release as a comparison needs. */
export type Compared = {
  id: string
  publishedAt: Date
  refreshPolicy: RefreshPolicy
  blocks: ReadonlyMap<string, Pick<Block, 'id' | 'hash'>>
}

/**
 * The block of `release` that is the same as a block elsewhere, or null. The same: an equal hash, under the same id,
 * or under another one if the old id is gone (the author renamed it).
 */
export function sameBlock(block: string, hash: string, release: Pick<Compared, 'blocks'>): string | null {
  const namesake = release.blocks.get(block)
  if (namesake) return namesake.hash === hash ? block : null
  for (const { id, hash: other } of release.blocks.values()) if (other === hash) return id
  return null
}

/**
 * The blocks of a newer release that a person who completed an older one is asked to do again, in teaching order.
 * None if the release is not newer, or was published as needing no refresher.
 */
export function blocksToRefresh(completed: Compared, release: Compared): string[] {
  if (release.publishedAt <= completed.publishedAt || release.refreshPolicy === 'none') return []
  const ids = [...release.blocks.keys()]
  if (release.refreshPolicy === 'all') return ids
  const unchanged = new Set([...completed.blocks.values()].map(({ id, hash }) => sameBlock(id, hash, release)))
  return ids.filter((id) => !unchanged.has(id))
}
