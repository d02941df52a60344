import { useEffect } from 'react'
import { areKeysOn, isBusyWithKeys, isPressOf } from './single-keys.ts'

/** Does something when its key is pressed anywhere on the page. `act` should stay the same between renders. */
export function useSingleKey(key: string, act: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isPressOf(key, event) || isBusyWithKeys(event.target) || !areKeysOn()) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [key, act])
}
