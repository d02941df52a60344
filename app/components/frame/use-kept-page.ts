import { useEffect } from 'react'
import { keepAtHand } from '#app/offline/registering.ts'

/**
 * Lets the browser keep, for when there is no network, what belongs at the person's hand, and the module that they have
 * open; anew whenever what the page shows is another, and not for nobody (null). It begins once the page is there and
 * nothing else is to be done; a browser that may not keep anything is left in peace.
 */
export function useKeptPage(shown: unknown): void {
  useEffect(() => {
    if (shown) whenIdle(() => void keepAtHand().catch(() => {}))
  }, [shown])
}

function whenIdle(act: () => void): void {
  const rest = () => (window.requestIdleCallback ?? window.setTimeout)(act)
  if (document.readyState === 'complete') rest()
  else window.addEventListener('load', rest, { once: true })
}
