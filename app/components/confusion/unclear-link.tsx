import { type MouseEvent, useEffect, useRef, useState } from 'react'
import { Icon } from '#app/components/ui/icon.tsx'
import { paths } from '#app/http/paths.ts'
import { keepMarked, markedWords, releaseMarked } from './marked-words.ts'
import { isUnsent, type ReportPlace } from './unsent-reports.ts'

export type UnclearLinkProps = {
  place: ReportPlace
  open: boolean
  /** gets the words that are marked in the block's text, at most 500 characters */
  onOpen: (quote: string | null) => void
  onClose: () => void
}

/** The form comes to a browser when somebody is about to write: a page is read more often than it is reported on. */
export const loadReportForm = () => import('./report-form.tsx')

const fetchAhead = () => void loadReportForm().catch(() => {})

/** Where focus returns to when a report's form closes. */
export const unclearLinkId = (blockId: string) => `unclear-${blockId}`

/**
 * "Something unclear?" at the right of a block's head. It leads to the form's own page; with scripts it opens the
 * form in place instead where that can be fetched, and it says so where a report of the reader's waits in this browser.
 */
export function UnclearLink({ place, open, onOpen, onClose }: UnclearLinkProps) {
  const { moduleSlug, block } = place
  const waits = useUnsent(place, open)
  // Pressing the link gives up the selection, so it is read before.
  const quote = useRef<string | null>(null)
  const readMarked = () => {
    const text = document.getElementById(block.id)
    quote.current = markedWords(text)
    keepMarked(text)
  }
  const press = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    if (open) {
      releaseMarked()
      return onClose()
    }
    // Opened by the keyboard, no pointer came before.
    if (event.detail === 0) readMarked()
    const { href } = event.currentTarget
    loadReportForm().then(
      () => onOpen(quote.current),
      () => location.assign(href),
    )
  }
  return (
    <a
      id={unclearLinkId(block.id)}
      className="unclear"
      href={paths.blockReports(moduleSlug, block.id)}
      aria-expanded={open}
      onPointerEnter={fetchAhead}
      onFocus={fetchAhead}
      onPointerDown={readMarked}
      onClick={press}
    >
      <Icon name={waits ? 'kept' : 'unclear'} small />
      <span>
        {waits ? 'Your report is not sent yet' : 'Something unclear?'}
        <span className="sr"> {block.title}</span>
      </span>
    </a>
  )
}

/** Whether this browser keeps a report on the block that was not sent; known once the page has come alive. */
function useUnsent(place: ReportPlace, open: boolean): boolean {
  const [unsent, setUnsent] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked up again whenever the form was open
  useEffect(() => {
    const look = () => setUnsent(isUnsent(place))
    look()
    // Happens when another tab sends it, and when it is sent by itself: see `sendKeptReports`.
    addEventListener('storage', look)
    return () => removeEventListener('storage', look)
  }, [place.personId, place.block.id, open])
  return unsent
}
