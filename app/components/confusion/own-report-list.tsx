import { Link } from 'react-router'
import { counted } from '#app/components/format.ts'
import type { Today } from '#app/components/ui/date-text.tsx'
import { StatusMark } from '#app/components/ui/status-mark.tsx'
import { headline } from '#app/domain/confusion/headline.ts'
import { kindWords } from '#app/domain/confusion/kinds.ts'
import type { OwnReport } from '#app/domain/confusion/own-reports.ts'
import { isSilent } from '#app/domain/confusion/silence.ts'
import { paths } from '#app/http/paths.ts'
import { ReportWay } from './report-way.tsx'

/** What one reported, or said "me too" to: each with the way that it has come. What asks for a word comes first. */
export function OwnReportList({ reports, today }: { reports: readonly OwnReport[]; today: Today }) {
  const isAsked = ({ verdict, askedAt }: OwnReport) => verdict === 'asked' && !isSilent(askedAt, today.now)
  const ordered = [...reports].sort((one, other) => Number(isAsked(other)) - Number(isAsked(one)))
  return (
    <ul className="own-reports">
      {ordered.map((report) => (
        <li key={report.id}>
          <div>
            <h2>
              <Link to={paths.report(report.id)}>{headline(report.words)}</Link>
            </h2>
            <p className="sub">
              {report.as === 'me too' ? 'Me too' : kindWords[report.kind]}, {report.module.title}, {report.block.title},
              release {report.release}
              {report.others > 0 && `, ${counted(report.others, 'other asks', 'others ask')} the same`}
            </p>
            {isAsked(report) && <StatusMark state="waiting">Does it help?</StatusMark>}
          </div>
          <ReportWay standing={report.standing} today={today} />
        </li>
      ))}
    </ul>
  )
}
