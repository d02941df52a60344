import type { BlockConfusion } from '#app/domain/confusion/open-reports.ts'
import { BlockAnswers } from './block-answers.tsx'
import type { ReportPlace } from './kept-report.ts'
import { ReportForm } from './report-form.tsx'
import { UnclearLink } from './unclear-link.tsx'

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
  return (
    <>
      <BlockAnswers answers={confusion.answers} />
      {withLink && (
        <p className="unclear-row">
          <UnclearLink place={place} open={open !== null} onOpen={onOpen} onClose={onClose} />
        </p>
      )}
      {open && <ReportForm place={place} confusion={confusion} quote={open.quote} onClose={onClose} />}
    </>
  )
}
