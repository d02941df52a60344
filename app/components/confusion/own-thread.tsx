import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { dayText } from '#app/components/dates.ts'
import { Moment, type Today, todayOf } from '#app/components/ui/date-text.tsx'
import type { OwnReportDetail } from '#app/domain/confusion/own-reports.ts'
import { outcomeWords, type ThreadEntry, type ThreadOutcome } from '#app/domain/confusion/thread.ts'
import { paths } from '#app/http/paths.ts'
import { ReportPictures } from './report-pictures.tsx'
import { ReportWords } from './report-words.tsx'

/** What was said, from the reader's own words on. */
export function OwnThread({ report, today }: { report: OwnReportDetail; today: Today }) {
  const said = report.as === 'me too' ? 'Somebody asked, and you said “me too”' : 'You'
  return (
    <ol className="thread">
      <Entry who={said} at={report.standing.sentAt} today={today}>
        {report.context?.quote && <blockquote className="quoted">{report.context.quote}</blockquote>}
        <ReportWords words={report.words} body={report.body} />
        <ReportPictures pictures={report.pictures} own />
        {report.meTooWords && <p className="said-words">You added: {report.meTooWords}</p>}
      </Entry>
      {report.thread.map((entry) => (
        <Entry key={`${entry.what} ${entry.at.toISOString()}`} who={whoOf(entry)} at={entry.at} today={today}>
          <EntryWords entry={entry} today={today} report={report} />
        </Entry>
      ))}
    </ol>
  )
}

function Entry({ who, at, today, children }: { who: string; at: Date; today: Today; children: ReactNode }) {
  return (
    <li>
      <p className="sub">
        <b className="thread-who">{who}</b> <Moment at={at} {...today} />
      </p>
      {children}
    </li>
  )
}

function whoOf(entry: ThreadEntry): string {
  if (entry.what === 'reopened') return 'Open again'
  return entry.what === 'answer' ? `${entry.by} answered` : `${entry.by}: ${outcomeWords(entry.outcome).toLowerCase()}`
}

type EntryWordsProps = { entry: ThreadEntry; today: Today; report: OwnReportDetail }

/** The words of an answer or a resolution, and where the change can be seen. */
function EntryWords({ entry, today, report }: EntryWordsProps) {
  if (entry.what === 'reopened') return <p>It did not help everybody, so it waits for an answer once more.</p>
  if (entry.what === 'answer') {
    return (
      <>
        <p className="said-words">{entry.words}</p>
        {entry.fixBy && <p className="small">A fix is promised by {dayText(entry.fixBy, todayOf(today))}.</p>}
      </>
    )
  }
  const { url, changedOn } = entry.outcome
  return (
    <>
      <p className="said-words">{entry.words}</p>
      <FixingRelease outcome={entry.outcome} report={report} />
      {url && changedOn && (
        <p className="small">
          Changed on {dayText(changedOn, todayOf(today))}:{' '}
          <a href={url} rel="noreferrer noopener">
            {url}
          </a>
        </p>
      )}
    </>
  )
}

/** The release that fixes it: the block as it stands now, with a refresher where one is asked for, and what changed. */
function FixingRelease({ outcome, report }: { outcome: ThreadOutcome; report: OwnReportDetail }) {
  const { module, block } = report
  if (outcome.kind !== 'release' || outcome.release === null) return null
  if (outcome.isWithdrawn) {
    return (
      <p className="small">
        That release was withdrawn. If it is not clear now either, say below that it does not help.
      </p>
    )
  }
  return (
    <p className="small">
      <Link to={paths.module(module.slug, block.id)}>Read it as it is now</Link>
      {report.release !== outcome.release && (
        <>
          , or <Link to={paths.moduleChanges(module.slug, report.release, outcome.release)}>see what changed</Link>
        </>
      )}
    </p>
  )
}
