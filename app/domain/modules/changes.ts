/** What is the same and what is different between two releases of a module. Pure; the database's `blocks_to_refresh` says the same. */
import type { RefreshPolicy } from '#app/lessons/refresh-policy.ts'
import type { Block } from '#app/lessons/tree.ts'

/** What a release asks of those who completed an older one; made when it is published, and kept with it. */
export type Asking = {
  /** the releases since all of the module was last asked for again, this one included; empty if it never was */
  askedAnew: readonly string[]
  /** when that was; null if it never was */
  askedAnewAt: Date | null
  /** since when a block, as it stands in the release, is asked for; blocks that never were are left out */
  askedAt: ReadonlyMap<string, Date>
}

type Blocks = { blocks: ReadonlyMap<string, Pick<Block, 'id' | 'hash'>> }

/** As much of a release as a comparison needs. */
export type Compared = Asking & Blocks & { id: string; publishedAt: Date }

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
 * What a release asks for: by its own policy, and by those of the releases before it. What was asked for stays so until
 * it is done, also where a later release asks for nothing; what was changed without being asked for stays unasked.
 * `before` is the newest release that is not withdrawn; `isFirst`: there never was one.
 */
export function askingOf(
  release: Blocks & { id: string; publishedAt: Date; refreshPolicy: RefreshPolicy },
  before: Compared | null,
  isFirst: boolean,
): Asking {
  const { id, publishedAt, refreshPolicy, blocks } = release
  if (isFirst) return { askedAnew: [], askedAnewAt: null, askedAt: new Map() }
  const known = [...(before?.blocks.values() ?? [])]
  const continued = new Map(known.map((block) => [sameBlock(block.id, block.hash, release), block.id]))
  const askedAt = new Map<string, Date>()
  for (const block of blocks.keys()) {
    const isChanged = !continued.has(block)
    const at = isChanged && refreshPolicy !== 'none' ? publishedAt : before?.askedAt.get(continued.get(block) ?? block)
    if (at) askedAt.set(block, at)
  }
  if (refreshPolicy === 'all') return { askedAnew: [id], askedAnewAt: publishedAt, askedAt }
  const since = before?.askedAnew ?? []
  return { askedAnew: since.length > 0 ? [...since, id] : [], askedAnewAt: before?.askedAnewAt ?? null, askedAt }
}

/** Whether all of a release is asked for again of whoever completed an older one. */
export function isAskedAnew(completed: Pick<Compared, 'id'>, { askedAnew }: Asking): boolean {
  return askedAnew.length > 0 && !askedAnew.includes(completed.id)
}

/**
 * The blocks of a newer release that a person who completed an older one is asked to do again, in teaching order.
 * None if the release is not newer.
 */
export function blocksToRefresh(completed: Compared, release: Compared): string[] {
  if (release.publishedAt <= completed.publishedAt) return []
  const ids = [...release.blocks.keys()]
  if (isAskedAnew(completed, release)) return ids
  const unchanged = new Set([...completed.blocks.values()].map(({ id, hash }) => sameBlock(id, hash, release)))
  return ids.filter((id) => !unchanged.has(id) && isSince(release.askedAt.get(id), completed.publishedAt))
}

/**
 * Since when those blocks are asked for: when the last of them was. Null if there are none. The database's `refreshers`
 * says the same.
 */
export function refresherSince(completed: Compared, release: Compared): Date | null {
  const blocks = blocksToRefresh(completed, release)
  if (blocks.length === 0) return null
  const times = blocks.flatMap((id) => release.askedAt.get(id) ?? [])
  if (isAskedAnew(completed, release) && release.askedAnewAt) times.push(release.askedAnewAt)
  return new Date(Math.max(...times.map((at) => at.getTime())))
}

const isSince = (at: Date | undefined, day: Date): boolean => at !== undefined && at > day
