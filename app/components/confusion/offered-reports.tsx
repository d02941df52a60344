import { type FormEvent, useState } from 'react'
import { counted } from '#app/components/format.ts'
import { TextButton } from '#app/components/ui/button.tsx'
import { headline } from '#app/domain/confusion/headline.ts'
import type { OfferedReport } from '#app/domain/confusion/open-reports.ts'
import { paths } from '#app/http/paths.ts'
import { sendMeToo } from './send-report.ts'

type OfferedReportsProps = {
  reports: readonly OfferedReport[]
  releaseId: string
  /** what the reader has typed so far: it goes along as their own words */
  typed?: () => string
  onSaid?: () => void
}

/** What others reported at the same block: one click says the same. */
export function OfferedReports({ reports, ...rest }: OfferedReportsProps) {
  if (reports.length === 0) return null
  return (
    <ul className="metoo">
      {reports.map((report) => (
        <Offered key={report.id} report={report} {...rest} />
      ))}
    </ul>
  )
}

function Offered({
  report,
  releaseId,
  typed,
  onSaid,
}: { report: OfferedReport } & Omit<OfferedReportsProps, 'reports'>) {
  const [said, setSaid] = useState<'no' | 'sending' | 'yes'>(report.own === null ? 'no' : 'yes')
  const [problem, setProblem] = useState<string | null>(null)
  const say = async (event: FormEvent) => {
    event.preventDefault()
    setSaid('sending')
    const stood = await sendMeToo(report.id, releaseId, typed?.() ?? '')
    setProblem(stood)
    setSaid(stood === null ? 'yes' : 'no')
    if (stood === null) onSaid?.()
  }
  return (
    <li>
      <b>{askedBy(report)}</b> “{headline(report.words)}”{' '}
      {said === 'yes' ? (
        <span className="muted" role="status">
          {report.own === 'report' ? 'You reported this.' : 'You said so too: you are told what becomes of it.'}
        </span>
      ) : (
        <form method="post" action={paths.meToos(report.id)} onSubmit={say} className="inline">
          <input type="hidden" name="releaseId" value={releaseId} />
          <TextButton type="submit" aria-disabled={said === 'sending'}>
            Me too
          </TextButton>
        </form>
      )}
      {problem && (
        <span className="is-bad" role="alert">
          {problem}
        </span>
      )}
    </li>
  )
}

function askedBy({ others, own }: OfferedReport): string {
  if (others === 0) return 'You asked this:'
  return own === null
    ? `${counted(others, 'other', 'others')} asked this:`
    : `You and ${counted(others, 'other', 'others')} asked this:`
}
