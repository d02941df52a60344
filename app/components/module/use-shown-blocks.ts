import { useEffect, useState } from 'react'
import { useLocation } from 'react-router'
import { type RefresherBlocks, refresherBlocks } from '#app/domain/progress/refresher-blocks.ts'
import type { ModulePage } from '#app/domain/progress/standing.ts'

/**
 * The blocks that a module's page shows: all, or for a refresher what changed. The address can ask for the whole module
 * (`?whole`), and so does a link to a block that would be left out.
 */
export function useShownBlocks({ lesson, refresher }: Pick<ModulePage, 'lesson' | 'refresher'>): RefresherBlocks {
  const { hash, search } = useLocation()
  const [wanted, setWanted] = useState<string | null>(null)
  const whole: RefresherBlocks = { shown: lesson.blocks, known: [] }
  const part =
    refresher &&
    refresherBlocks(
      lesson.blocks,
      refresher.blocks.map(({ id }) => id),
    )
  const named = hash.slice(1)
  const isLeftOut =
    part !== null && lesson.blocks.some(({ id }) => id === named) && !part.shown.some(({ id }) => id === named)
  // The server does not know what follows the #, so this is found out once the page is alive.
  useEffect(() => setWanted(isLeftOut ? named : null), [isLeftOut, named])
  useEffect(() => {
    if (wanted) document.getElementById(wanted)?.scrollIntoView()
  }, [wanted])
  return part === null || wanted !== null || new URLSearchParams(search).has('whole') ? whole : part
}
