import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { Link } from 'react-router'
import { Button } from '#app/components/ui/button.tsx'
import { Icon } from '#app/components/ui/icon.tsx'
import type { BlockConfusion } from '#app/domain/confusion/open-reports.ts'
import { paths } from '#app/http/paths.ts'
import { forgetReport, freshReport, type KeptReport, keepReport, keptReport, type ReportPlace } from './kept-report.ts'
import { releaseMarked } from './marked-words.ts'
import { OfferedReports } from './offered-reports.tsx'
import { ReportFields } from './report-fields.tsx'
import { type Sending, type SentAlong, sendReport, sentAlong } from './send-report.ts'
import { sentAlongWords } from './sent-along.ts'
import './report.css'

type ReportFormProps = {
  place: ReportPlace
  confusion: BlockConfusion
  /** the words that were marked when it was opened; see `UnclearLink` */
  quote: string | null
  onClose: () => void
}

/**
 * "What is unclear here?", opened in place under a block. What is typed survives a reload; what cannot be sent is kept
 * in this browser and offered again. Without scripts the form has a page of its own, at `paths.blockReports`.
 */
export function ReportForm({ place, confusion, quote, onClose }: ReportFormProps) {
  const [report, setReport] = useState<KeptReport | null>(null)
  const [sending, setSending] = useState<Sending | 'now' | null>(null)
  const [along, setAlong] = useState<SentAlong | null>(null)
  const titleId = useId()
  // Only the browser knows what it keeps, so nothing is drawn on the server.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each block that is reported on
  useEffect(() => {
    const kept = keptReport(place)
    setReport(kept ? { ...kept, quote: quote ?? kept.quote } : freshReport(quote))
    if (kept?.unsent) setSending({ outcome: 'kept' })
    void sentAlong(place).then(setAlong)
    return releaseMarked
  }, [place.personId, place.moduleSlug, place.block.id])

  const change = (typed: KeptReport) => {
    setReport(typed)
    keepReport(place, typed)
  }
  const send = async (typed: KeptReport) => {
    setSending('now')
    const result = await sendReport(place, typed)
    if (result.outcome === 'sent') forgetReport(place)
    else change({ ...typed, unsent: result.outcome === 'kept' || result.outcome === 'signed out' })
    setSending(result)
  }
  const finish = () => {
    forgetReport(place)
    setReport((typed) => typed && { ...freshReport(null), quote: typed.quote })
  }

  if (report === null) return null
  if (sending !== 'now' && sending?.outcome === 'sent') return <Sent id={sending.id} onClose={onClose} />
  return (
    <section className="report" aria-labelledby={titleId}>
      <h3 id={titleId}>What is unclear here?</h3>
      {report.quote && <blockquote className="quote">{report.quote}</blockquote>}
      <OfferedReports
        reports={confusion.open}
        releaseId={place.releaseId}
        typed={() => keptReport(place)?.words ?? ''}
        onSaid={finish}
      />
      <Writing
        key={report.id}
        place={place}
        report={report}
        along={along}
        sending={sending}
        onType={change}
        onSend={send}
        onClose={onClose}
      />
    </section>
  )
}

type WritingProps = {
  place: ReportPlace
  report: KeptReport
  along: SentAlong | null
  sending: Sending | 'now' | null
  onType: (typed: KeptReport) => void
  onSend: (typed: KeptReport) => Promise<void>
  onClose: () => void
}

function Writing({ place, report, along, sending, onType, onSend, onClose }: WritingProps) {
  const isBusy = sending === 'now'
  const isKept = sending !== null && sending !== 'now' && sending.outcome === 'kept'
  const errors = sending !== null && sending !== 'now' && sending.outcome === 'corrected' ? sending.errors : {}
  const field = (name: keyof KeptReport & string, defaultValue: string) => ({ name, defaultValue })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isBusy) void onSend(typedIn(event.currentTarget, report))
  }
  return (
    <form
      method="post"
      action={paths.blockReports(place.moduleSlug, place.block.id)}
      onSubmit={submit}
      onInput={(event) => onType(typedIn(event.currentTarget, report))}
    >
      <ReportFields
        autoFocus
        fields={{
          kind: { ...field('kind', report.kind), errors: errors.kind ? [errors.kind] : undefined },
          words: { ...field('words', report.words), errors: errors.words ? [errors.words] : undefined },
          blocking: field('blocking', report.blocking ? 'on' : ''),
          sentiment: field('sentiment', report.sentiment),
          anonymous: field('anonymous', report.anonymous ? 'on' : ''),
        }}
      />
      <p className="xs muted">{sentAlongWords(along, report.anonymous)}</p>
      <div role="status">{sending !== null && sending !== 'now' && <Trouble sending={sending} place={place} />}</div>
      <div className="btn-row">
        <Button type="submit" kind="primary" busy={isBusy} busyWords="Sending">
          {isKept ? 'Send again' : 'Send report'}
        </Button>
        <Button onClick={onClose}>Close</Button>
        <span className="xs muted">You will be told what became of it, here and in My reports.</span>
      </div>
    </form>
  )
}

/** Why it was not sent, and what happens to what was typed. */
function Trouble({ sending, place }: { sending: Sending; place: ReportPlace }) {
  if (sending.outcome === 'refused') return <p className="note note-bad small">{sending.words}</p>
  if (sending.outcome === 'kept') {
    return (
      <p className="note note-warn small">
        <span className="mark is-warn">
          <Icon name="kept" small />
          Not sent yet
        </span>{' '}
        Your report is kept in this browser. Send it again when you are connected.
      </p>
    )
  }
  if (sending.outcome !== 'signed out') return null
  return (
    <p className="note note-warn small">
      You are signed out. Your report is kept in this browser:{' '}
      <a href={paths.signIn(paths.module(place.moduleSlug, place.block.id))}>sign in</a> and send it again.
    </p>
  )
}

function Sent({ id, onClose }: { id: string; onClose: () => void }) {
  const words = useRef<HTMLDivElement>(null)
  useEffect(() => words.current?.focus(), [])
  return (
    <div className="report" ref={words} tabIndex={-1} role="status">
      <p>
        <span className="mark is-good">
          <Icon name="met" small />
          Sent
        </span>{' '}
        You will be told what became of it. <Link to={paths.report(id)}>See your report</Link>
      </p>
      <div className="btn-row">
        <Button onClick={onClose}>Close</Button>
      </div>
    </div>
  )
}

function typedIn(form: HTMLFormElement, report: KeptReport): KeptReport {
  const data = new FormData(form)
  return {
    ...report,
    kind: String(data.get('kind')) as KeptReport['kind'],
    words: String(data.get('words') ?? ''),
    blocking: data.has('blocking'),
    sentiment: String(data.get('sentiment') ?? ''),
    anonymous: data.has('anonymous'),
  }
}
