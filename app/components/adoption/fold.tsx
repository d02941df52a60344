import type { ReactNode } from 'react'

/** Beyond what a phone shows, so few more are shown as well: a box to tick for two rows saves nothing. */
const SPARE = 2

/** Whether a phone folds a list of so many, of which it shows `shown`. */
export const isFolded = (total: number, shown: number): boolean => total > shown + SPARE

/**
 * A list that a phone shows shortened: what is marked `data-more` comes once the box below it is ticked. Wider screens
 * and paper have everything, and it needs no scripts.
 */
export function Fold({
  folded,
  all,
  className = '',
  children,
}: {
  folded: boolean
  /** "Show all 60 modules" */
  all: string
  className?: string
  children: ReactNode
}) {
  return (
    <div className={`fold ${className}`.trim()}>
      {children}
      {folded && (
        <label className="fold-all">
          <input type="checkbox" autoComplete="off" /> {all}
        </label>
      )}
    </div>
  )
}
