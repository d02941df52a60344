import { useCallback, useEffect, useState } from 'react'

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
  const whenThere = useCallback(async (act: (engine: LabEngine) => void) => {
    try {
      const loaded = await import('./lab-engine.ts')
      setEngine(loaded)
      setMissing(false)
      act(loaded)
    } catch {
      setMissing(true)
    }
  }, [])
  useEffect(() => {
    const fetchIt = () => void whenThere(() => {})
    const lab = document.getElementById(labId)
    if (isWanted || !lab) return fetchIt()
    const watch = new IntersectionObserver(
      (seen) => {
        if (!seen.some(({ isIntersecting }) => isIntersecting)) return
        watch.disconnect()
        fetchIt()
      },
      { rootMargin: NEAR },
    )
    watch.observe(lab)
    return () => watch.disconnect()
  }, [whenThere, labId, isWanted])
  return {
    engine,
    /** tries again to fetch it; null unless that has failed, as without a network */
    fetchAgain: isMissing ? () => void whenThere(() => {}) : null,
    /** acts once it is there, at once where it is */
    whenThere: (act: (engine: LabEngine) => void) => (engine ? act(engine) : void whenThere(act)),
  }
}
