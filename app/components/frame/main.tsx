import type { ReactNode } from 'react'
import { MAIN_ID } from './frame.tsx'

/** The page's own content. `layout` names columns of its own, such as `lesson`. */
export function Main({ layout, children }: { layout?: string; children: ReactNode }) {
  return (
    <main className={layout ? `page ${layout}` : 'page'} id={MAIN_ID} tabIndex={-1}>
      {children}
    </main>
  )
}
