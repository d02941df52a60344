import { useState } from 'react'
import { useDraft } from '#app/outbox/draft.ts'

/** What a champion has ticked in a playbook. */
export type Ticks = {
  has: (item: string) => boolean
  count: number
  set: (item: string, ticked: boolean) => void
  clear: () => void
}

/** Ticks are a champion's own notes: they stay in this browser, and the next revision begins without any. */
export function useTicks(personId: string, slug: string, revision: number): Ticks {
  const [ticked, keep, clear] = useDraft<string[]>(`gangway:ticks:${personId}:${slug}:${revision}`, NONE)
  return {
    has: (item) => ticked.includes(item),
    count: ticked.length,
    set: (item, isTicked) => keep(isTicked ? [...ticked, item] : ticked.filter((one) => one !== item)),
    clear,
  }
}

const NONE: string[] = []

/** Ticks of a look at what is not published: they are forgotten with the page. */
export function usePassingTicks(): Ticks {
  const [ticked, setTicked] = useState<readonly string[]>([])
  return {
    has: (item) => ticked.includes(item),
    count: ticked.length,
    set: (item, isTicked) => setTicked(isTicked ? [...ticked, item] : ticked.filter((one) => one !== item)),
    clear: () => setTicked([]),
  }
}
