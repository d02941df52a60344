import { useCallback, useEffect, useRef, useState } from 'react'

export type LabEngine = typeof import('./lab-engine.ts')

/** It is fetched when the lab is about to come into view, so far below the window's edge. */
const NEAR = '0px 0px 200px 0px'

/**
 * What a lab needs once it runs; null until it is there. It is fetched when the lab comes near, or at once where an
 * attempt goes on (`isWanted`), so that reading waits for nothing of it; whoever presses *Start* before gets their lab
 * when it has come. `labId`: of an element in the lab.
 */
export function useLabEngine(labId: string, isWanted: boolean) {
  const [engine, setEngine] = useState<LabEngine | null>(null)
  const [isMissing, setMissing] = useState(false)
  /** what is to be done once it is there: the last thing that was asked for, once */
  const waiting = useRef<((engine: LabEngine) => void) | null>(null)
  const fetchIt = useCallback(async () => {
    try {
      const loaded = await import('./lab-engine.ts')
      setEngine(loaded)
      setMissing(false)
      const act = waiting.current
      waiting.current = null
      act?.(loaded)
    } catch {
      setMissing(true)
    }
  }, [])
  useEffect(() => {
    const lab = document.getElementById(labId)
    if (isWanted || !lab) return void fetchIt()
    const watch = new IntersectionObserver(
      (seen) => {
        if (!seen.some(({ isIntersecting }) => isIntersecting)) return
        watch.disconnect()
        void fetchIt()
      },
      { rootMargin: NEAR },
    )
    watch.observe(lab)
    return () => watch.disconnect()
  }, [fetchIt, labId, isWanted])
  // A page that was left begins nothing any more.
  useEffect(
    () => () => {
      waiting.current = null
    },
    [],
  )
  return {
    engine,
    /** tries again to fetch it; null unless that has failed, as without a network */
    fetchAgain: isMissing ? () => void fetchIt() : null,
    /** acts once it is there, at once where it is; whoever presses twice meanwhile gets it once */
    whenThere: (act: (engine: LabEngine) => void) => {
      if (engine) return act(engine)
      waiting.current = act
      void fetchIt()
    },
  }
}
