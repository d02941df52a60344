import { type RefObject, useEffect } from 'react'

/** A4 less the margins of print.css, and a little for what screen and paper measure differently; in CSS pixels. */
const PAPER_HEIGHT = ((297 - 16 - 18) * 0.95 * 96) / 25.4

/** From the usual size of type in steps down to the least that can be read. */
const SIZES = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55]

/**
 * While the page is printed, an element has the styles of paper (`on-paper`), in the largest size of type at which it
 * fits on one page (`--fit`).
 */
export function useFitOnPaper(paper: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const begin = () => {
      const element = paper.current
      if (!element) return
      element.classList.add('on-paper')
      for (const size of SIZES) {
        element.style.setProperty('--fit', String(size))
        if (element.scrollHeight <= PAPER_HEIGHT) break
      }
    }
    const end = () => paper.current?.classList.remove('on-paper')
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [paper])
}
