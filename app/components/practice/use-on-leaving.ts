import { useEffect, useRef } from 'react'

/** Calls `leave` when the page is hidden, closed or left for another: the last moment at which anything can be kept. */
export function useOnLeaving(leave: () => void): void {
  const latest = useRef(leave)
  useEffect(() => {
    latest.current = leave
  })
  useEffect(() => {
    const hide = () => {
      if (document.visibilityState === 'hidden') latest.current()
    }
    const close = () => latest.current()
    document.addEventListener('visibilitychange', hide)
    window.addEventListener('pagehide', close)
    return () => {
      document.removeEventListener('visibilitychange', hide)
      window.removeEventListener('pagehide', close)
      close()
    }
  }, [])
}
