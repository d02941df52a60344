import { useCallback, useEffect, useState } from 'react'

export type LabEngine = typeof import('./lab-engine.ts')

/**
 * What a lab needs once it runs; null until it is there. It is fetched as soon as the page has come alive, so that
 * reading waits for nothing of it, and whoever presses *Start* before gets their lab when it has come.
 */
export function useLabEngine() {
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
  useEffect(() => void whenThere(() => {}), [whenThere])
  return {
    engine,
    /** tries again to fetch it; null unless that has failed, as without a network */
    fetchAgain: isMissing ? () => void whenThere(() => {}) : null,
    /** acts once it is there, at once where it is */
    whenThere: (act: (engine: LabEngine) => void) => (engine ? act(engine) : void whenThere(act)),
  }
}
