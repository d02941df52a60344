import { useEffect, useState } from 'react'

/** The server's time, a second at a time. The page begins with the time that it was made at, so that both draw the same. */
export function useNow(initial: string, ahead: number): number {
  const [now, setNow] = useState(() => new Date(initial).getTime())
  useEffect(() => {
    const tick = () => setNow(Date.now() + ahead)
    tick()
    const timer = setInterval(tick, 1_000)
    return () => clearInterval(timer)
  }, [ahead])
  return now
}
