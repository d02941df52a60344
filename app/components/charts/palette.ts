import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** The theme's colours as a canvas needs them: plain values, read from the page. */
export type Palette = (token: string) => string

/** The page's colours now, and again whenever the theme changes; on paper, those of paper. */
export function usePalette(): Palette {
  const [palette, setPalette] = useState<Palette>(() => readPalette())
  useEffect(() => {
    const read = () => setPalette(() => readPalette())
    const dark = matchMedia('(prefers-color-scheme: dark)')
    const paper = matchMedia('print')
    // What is printed is what stands there once this returns.
    const readAtOnce = () => flushSync(read)
    const chosen = new MutationObserver(read)
    chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    dark.addEventListener('change', read)
    paper.addEventListener('change', readAtOnce)
    return () => {
      chosen.disconnect()
      dark.removeEventListener('change', read)
      paper.removeEventListener('change', readAtOnce)
    }
  }, [])
  return palette
}

/** Reads each colour when it is asked for, from the styles of this moment. */
export function readPalette(): Palette {
  const styles = getComputedStyle(document.documentElement)
  return (token) => styles.getPropertyValue(token).trim()
}
