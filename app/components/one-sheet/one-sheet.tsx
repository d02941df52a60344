import { useRef } from 'react'
import type { QuickReferenceSheet } from '#app/domain/modules/quick-reference-sheets.server.ts'
import { START_BLOCK } from '#app/lessons/tree.ts'
import { shortDayText } from '../dates.ts'
import { Prose } from '../lesson/lesson-blocks.tsx'
import { useFitOnPaper } from './use-fit-on-paper.ts'
import './one-sheet.css'

/** Several quick references in two columns, so small on paper that they fit on one page, as far as one can read it. */
export function OneSheet({ sheets, today }: { sheets: readonly QuickReferenceSheet[]; today: string }) {
  const paper = useRef<HTMLDivElement>(null)
  useFitOnPaper(paper)
  return (
    <div className="one-sheet" ref={paper}>
      {sheets.map(({ slug, title, label, sections }) => (
        <article key={slug} aria-labelledby={`sheet-${slug}`}>
          <header>
            <h2 id={`sheet-${slug}`}>{title}</h2>
            <p className="xs muted">Release {label}</p>
          </header>
          {sections.map((section) => (
            <section key={section.id}>
              {section.id !== START_BLOCK && <h3>{section.title}</h3>}
              {section.html.map((html, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a release never change their order
                <Prose key={place} html={html} small />
              ))}
            </section>
          ))}
        </article>
      ))}
      <p className="print-only">Printed {shortDayText(today, '')}</p>
    </div>
  )
}
