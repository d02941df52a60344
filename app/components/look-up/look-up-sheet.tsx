import { useEffect, useRef, useState } from 'react'
import { paths } from '#app/http/paths.ts'
import { Prose } from '../lesson/lesson-blocks.tsx'
import { TextButton } from '../ui/button.tsx'
import { PageLink } from '../ui/page-link.tsx'
import { Skeleton } from '../ui/problem.tsx'
import { fetchSheet, type Sheet } from './sheet.ts'

/** One quick reference, read where one is. */
export function LookUpSheet({ slug, onBack }: { slug: string; onBack: () => void }) {
  const [sheet, setSheet] = useState<Sheet | null | 'on its way'>('on its way')
  const top = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    let isWanted = true
    void fetchSheet(slug).then((found) => isWanted && setSheet(found))
    return () => {
      isWanted = false
    }
  }, [slug])
  // Whoever reads by keyboard or ear goes on here: what had the focus is gone.
  useEffect(() => top.current?.focus(), [])
  return (
    <>
      <p className="btn-row small" ref={top} tabIndex={-1}>
        <TextButton onClick={onBack}>All quick references</TextButton>
        <PageLink to={paths.module(slug)}>Open as a page</PageLink>
      </p>
      <div className="look-up-sheet" aria-live="polite" aria-busy={sheet === 'on its way'}>
        {sheet === 'on its way' ? <Skeleton rows={WAITING} /> : sheet ? <Parts sheet={sheet} /> : <NotThere />}
      </div>
    </>
  )
}

const WAITING = [
  [60, 20],
  [48, 24],
  [56, 18],
] as const

function Parts({ sheet }: { sheet: Sheet }) {
  return sheet.parts.map(({ title, html }, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a release never change their order
    <section key={place}>
      {title && <h3>{title}</h3>}
      {html.map((prose, part) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <Prose key={part} html={prose} small />
      ))}
    </section>
  ))
}

function NotThere() {
  return (
    <p className="note note-warn">
      It cannot be fetched right now: the connection is gone, or you were signed out. What you did in the module is
      kept.
    </p>
  )
}
