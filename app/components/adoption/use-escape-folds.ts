import { useEffect } from 'react'

/** Escape folds what is unfolded around the focus, such as a chart's table, and leads back to what unfolded it. */
export function useEscapeFolds(): void {
  useEffect(() => {
    const fold = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      const open = document.activeElement?.closest<HTMLDetailsElement>('.adoption details[open]')
      if (!open) return
      open.open = false
      open.querySelector('summary')?.focus()
    }
    document.addEventListener('keydown', fold)
    return () => document.removeEventListener('keydown', fold)
  }, [])
}
