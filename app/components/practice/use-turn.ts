import { useEffect, useRef, useState } from 'react'
import type { Turn } from '#app/outbox/turn.ts'

/**
 * Whether the attempt that runs at a task goes on in this tab, and a way to let it. `key` names the task, `runs` says
 * that an attempt is there, `isTheirs` that another tab has just begun it; `gained` hears that it goes on here from now
 * on, after another tab had it.
 */
export function useTurn(
  key: string,
  runs: boolean,
  isTheirs: () => boolean,
  gained: () => void,
): { here: boolean; goOnHere: () => void } {
  const [here, setHere] = useState(true)
  const turn = useRef<Turn | null>(null)
  const wasHere = useRef(true)
  const latest = useRef(gained)
  useEffect(() => {
    latest.current = gained
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: whose it is matters where it begins
  useEffect(() => {
    if (!runs) return
    if (isTheirs()) {
      wasHere.current = false
      setHere(false)
    }
    let isOver = false
    const ask = () => {
      if (document.visibilityState === 'visible') void turn.current?.ask()
    }
    const tell = (isHere: boolean) => {
      if (isHere && !wasHere.current) latest.current()
      wasHere.current = isHere
      setHere(isHere)
    }
    void import('#app/outbox/turn.ts').then(({ Turn }) => {
      if (isOver) return
      turn.current = new Turn(key, tell)
      if (wasHere.current) void turn.current.ask()
      // The other tab may have been closed meanwhile.
      document.addEventListener('visibilitychange', ask)
    }, onlyHere)
    return () => {
      isOver = true
      turn.current?.end()
      turn.current = null
      wasHere.current = true
      setHere(true)
      document.removeEventListener('visibilitychange', ask)
    }
  }, [key, runs])
  return { here, goOnHere: () => void turn.current?.take() }
}

/** Where that could not be loaded, every tab goes on as if it were alone; the server counts each press once. */
const onlyHere = () => {}
