import { useEffect, useState } from 'react'
import { useRecord } from '#app/outbox/outbox-context.tsx'

/** A block counts as reached once its head stood in the upper part of the window for this long. */
const AFTER_MS = 800

/**
 * Watches the blocks of a page: records each that is reached for the first time in this visit, and says which one the
 * reader is at. `seen`: what the server knows already.
 */
export function useReached(releaseId: string, blockIds: readonly string[], seen: readonly string[]) {
  const record = useRecord()
  const [reached, setReached] = useState<ReadonlySet<string>>(() => new Set(seen))
  const [current, setCurrent] = useState<string | null>(null)
  const ids = blockIds.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: one observer a release
  useEffect(() => {
    const told = new Set(seen)
    const timers = new Map<string, ReturnType<typeof setTimeout>>()
    const reach = (id: string) => {
      setReached((before) => new Set(before).add(id))
      if (told.has(id)) return
      told.add(id)
      void record({ release: releaseId, block: id, type: 'block-reached', data: {} })
    }
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          clearTimeout(timers.get(target.id))
          if (!isIntersecting) continue
          setCurrent(target.id)
          timers.set(
            target.id,
            setTimeout(() => reach(target.id), AFTER_MS),
          )
        }
      },
      { rootMargin: '0px 0px -35% 0px' },
    )
    for (const id of ids.split(' ')) {
      const block = document.getElementById(id)
      if (block) observer.observe(block)
    }
    return () => {
      observer.disconnect()
      for (const timer of timers.values()) clearTimeout(timer)
    }
  }, [releaseId, ids])
  return { reached, current }
}
