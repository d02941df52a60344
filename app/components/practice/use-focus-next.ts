import { useEffect, useState } from 'react'

/**
 * Moves the focus to an element once the page shows it. A control that is pressed may be gone afterwards, and whoever
 * works by keyboard would begin at the top of the page again.
 */
export function useFocusNext(): (id: string) => void {
  const [next, setNext] = useState<{ id: string } | null>(null)
  useEffect(() => {
    if (next) document.getElementById(next.id)?.focus()
  }, [next])
  return (id) => setNext({ id })
}
