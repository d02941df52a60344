import { lazy, Suspense } from 'react'
import type { BlockConfusion } from '#app/domain/confusion/open-reports.ts'
import { BlockAnswers } from './block-answers.tsx'
import { loadReportForm, UnclearLink, unclearLinkId } from './unclear-link.tsx'
import type { ReportPlace } from './unsent-reports.ts'

/** The link that opens it has fetched it by then. */
const ReportForm = lazy(loadReportForm)

type BlockReportingProps = {
  place: ReportPlace
  confusion: BlockConfusion
  /** the form that is open on this block, with the words that were marked; null: none */
  open: { quote: string | null } | null
  /** for a block without a head of its own, which would carry the link */
  withLink: boolean
  onOpen: (quote: string | null) => void
  onClose: () => void
}

/** What stands under a block: what was answered there for everybody, and the report while it is written. */
export function BlockReporting({ place, confusion, open, withLink, onOpen, onClose }: BlockReportingProps) {
  const close = () => {
    onClose()
    document.getElementById(unclearLinkId(place.block.id))?.focus()
  }
  return (
    <>
      <BlockAnswers answers={confusion.answers} />
      {withLink && (
        <p className="unclear-row">
          <UnclearLink place={place} open={open !== null} onOpen={onOpen} onClose={onClose} />
        </p>
      )}
      {open && (
        <Suspense>
          <ReportForm place={place} confusion={confusion} quote={open.quote} onClose={close} />
        </Suspense>
      )}
    </>
  )
}
