import { type ClipboardEvent, type FormEvent, lazy, Suspense, useEffect, useId, useRef, useState } from 'react'
import { Link } from 'react-router'
import { Button, TextButton } from '#app/components/ui/button.tsx'
import { Icon } from '#app/components/ui/icon.tsx'
import type { BlockConfusion } from '#app/domain/confusion/open-reports.ts'
import { paths } from '#app/http/paths.ts'
import { AboutWords } from './about-words.tsx'
import { type KeptReport, keptReport } from './kept-report.ts'
import { OfferedReports } from './offered-reports.tsx'
import { PicturePicker } from './picture-picker.tsx'
import { ReportFields } from './report-fields.tsx'
import type { Sending } from './send-report.ts'
import { sentAlongWords } from './sent-along.ts'
import type { ReportPlace } from './unsent-reports.ts'
import { type ReportWriting, useReport } from './use-report.ts'
import './report.css'

/** Most reports are one plain sentence: the editor comes when somebody asks for it. */
const fetchEditor = () =>
  import('./rich-words-editor.tsx').then(({ RichWordsEditor }) => ({ default: RichWordsEditor }))
const RichEditor = lazy(() => fetchEditor().catch(() => ({ default: WithoutEditor })))

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
// biome-ignore lint/style/noDefaultExport: what loads late has to be one, and a step in between weighs on a module's page
export default function ReportForm({ place, confusion, quote, onClose }: ReportFormProps) {
  const writing = useReport(place, quote)
  const titleId = useId()
  const { report, sending } = writing
  if (report === null) return null
  if (sending !== 'now' && sending?.outcome === 'sent') return <Sent {...sending} onClose={onClose} />
  return (
    <section className="report" aria-labelledby={titleId}>
      <h3 id={titleId}>What is unclear here?</h3>
      <OfferedReports
        reports={confusion.open}
        releaseId={place.releaseId}
        typed={() => keptReport(place)?.words ?? ''}
        onSaid={writing.finish}
      />
      <Writing key={report.id} place={place} {...writing} report={report} onClose={onClose} />
    </section>
  )
}

type WritingProps = ReportWriting & { place: ReportPlace; report: KeptReport; onClose: () => void }

function Writing({ place, report, along, sending, pictures, change, attach, send, onClose }: WritingProps) {
  const [isPlain, setPlain] = useState(false)
  const [pasted, setPasted] = useState<{ files: readonly File[]; count: number }>({ files: [], count: 0 })
  const isBusy = sending === 'now'
  const isKept = sending !== null && sending !== 'now' && sending.outcome === 'kept'
  const errors = sending !== null && sending !== 'now' && sending.outcome === 'corrected' ? sending.errors : {}
  const field = (name: keyof KeptReport & string, defaultValue: string) => ({ name, defaultValue })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isBusy) void send(typedIn(event.currentTarget, report))
  }
  const paste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files]
    if (files.length === 0) return
    event.preventDefault()
    setPasted(({ count }) => ({ files, count: count + 1 }))
  }
  return (
    <form
      method="post"
      action={paths.blockReports(place.moduleSlug, place.block.id)}
      onSubmit={submit}
      onInput={(event) => change(typedIn(event.currentTarget, report))}
      onPaste={paste}
    >
      <AboutWords blockId={place.block.id} quote={report.quote} />
      {report.quote && <blockquote className="quote">{report.quote}</blockquote>}
      <ReportFields
        autoFocus
        editor={
          report.body !== null && (
            <Suspense fallback={<p className="small muted">The editor is coming.</p>}>
              <RichEditor begun={report} onType={(typed) => change({ ...report, ...typed })} />
            </Suspense>
          )
        }
        underWords={
          <>
            {errors.body && <p className="error">{errors.body}</p>}
            {report.body === null && (
              <p className="small">
                <TextButton
                  onClick={() =>
                    void fetchEditor().then(
                      () => change({ ...report, body: '' }),
                      () => setPlain(true),
                    )
                  }
                >
                  Format your words
                </TextButton>
                <span role="status">{isPlain && ' That needs a connection. Plain words do as well.'}</span>
              </p>
            )}
            <PicturePicker pictures={pictures} pasted={pasted} onChange={attach} />
          </>
        }
        fields={{
          kind: { ...field('kind', report.kind), errors: errors.kind ? [errors.kind] : undefined },
          words: { ...field('words', report.words), errors: errors.words ? [errors.words] : undefined },
          blocking: field('blocking', report.blocking ? 'on' : ''),
          sentiment: field('sentiment', report.sentiment),
          anonymous: field('anonymous', report.anonymous ? 'on' : ''),
        }}
      />
      {report.anonymous && pictures.length > 0 && (
        <p className="note note-warn small">A screenshot may show your name. Look before you send it.</p>
      )}
      <p className="xs muted">{sentAlongWords(along, report.anonymous, report.screen)}</p>
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

/** In place of the editor where it cannot be loaded: what was written in it is still there, and can be sent. */
function WithoutEditor({ begun }: { begun: { words: string } }) {
  return (
    <div className="field">
      <p className="label">In your words</p>
      <p className="said-words">{begun.words}</p>
      <p className="hint">To go on writing, the editor needs a connection. What you wrote is kept and can be sent.</p>
    </div>
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
        {sending.words ?? 'There is no connection.'} Your report is kept in this browser and sent by itself.
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

function Sent({ id, without, onClose }: { id: string; without: string | null; onClose: () => void }) {
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
      {without && <p className="note note-warn small">Without a screenshot: {without}</p>}
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
    words: String(data.get('words') ?? report.words),
    quote: String(data.get('quote') ?? report.quote),
    blocking: data.has('blocking'),
    sentiment: String(data.get('sentiment') ?? ''),
    anonymous: data.has('anonymous'),
  }
}
