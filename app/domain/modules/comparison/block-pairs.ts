/** Which block of a newer release is which of an older one. Pure. */
import { sameBlock } from '../changes.ts'

/** `renamed`: another id, and nothing else. */
export type HowChanged = 'same' | 'new' | 'changed' | 'renamed' | 'removed'

export type BlockPair<Of> = { how: HowChanged; before: Of | null; after: Of | null }

type Named = { id: string; title: string; hash: string }
/** Old ids with the new ones that an author gave them. */
export type Renames = Readonly<Record<string, string>>

/** Every block of both releases in the order of the newer one; what is gone stands where it stood. */
export function pairBlocks<Of extends Named>(
  before: readonly Of[],
  after: readonly Of[],
  renames: Renames = {},
): BlockPair<Of>[] {
  const formerOf = formerBlocks(before, after, renames)
  const pairs = after.map((block): BlockPair<Of> => {
    const former = formerOf.get(block.id) ?? null
    return { how: howChanged(former, block), before: former, after: block }
  })
  const kept = new Set([...formerOf.values()].map(({ id }) => id))
  for (const [place, block] of before.entries()) {
    if (kept.has(block.id)) continue
    const previous = before[place - 1]
    const at = previous ? pairs.findIndex((pair) => pair.before?.id === previous.id) + 1 : 0
    pairs.splice(at, 0, { how: 'removed', before: block, after: null })
  }
  return pairs
}

/** The older block that each newer one goes on from: the same under whatever id, else the one with its id or former id. */
function formerBlocks<Of extends Named>(
  before: readonly Of[],
  after: readonly Of[],
  renames: Renames,
): Map<string, Of> {
  const former = new Map<string, Of>()
  const now = { blocks: new Map(after.map((block) => [block.id, block])) }
  for (const block of before) {
    const same = sameBlock(block.id, block.hash, now)
    const next = same ?? (now.blocks.has(block.id) ? block.id : renames[block.id])
    if (next !== undefined && now.blocks.has(next) && (same !== null || !former.has(next))) former.set(next, block)
  }
  return former
}

function howChanged(former: Named | null, block: Named): HowChanged {
  if (!former) return 'new'
  if (former.hash !== block.hash) return 'changed'
  return former.id === block.id ? 'same' : 'renamed'
}
