import type { Over } from './use-live.ts'

type NoticesProps = {
  link: 'connecting' | 'here' | 'away'
  /** acts that have not reached the server */
  waiting: number
  refused: string | null
  onRead: () => void
  over: Over | null
}

/** What whoever runs the session has to know about the page itself: cut off, refused, not theirs any more. */
export function RunNotices({ link, waiting, refused, onRead, over }: NoticesProps) {
  return (
    <div className="run-notices">
      <div role="status">
        {link === 'away' && !over && (
          <p className="note note-warn small">
            <b>No connection.</b> The clock goes on here. {waitingText(waiting)}
          </p>
        )}
      </div>
      {over && (
        <p className="note note-bad small" role="alert">
          <b>{overTitle(over)}</b> {over.kind === 'elsewhere' ? over.words : overWords(over)}
        </p>
      )}
      {refused && (
        <div className="note note-bad small run-refused" role="alert">
          <p>
            <b>Not done.</b> {refused}
          </p>
          <button type="button" className="link-btn" onClick={onRead}>
            I see
          </button>
        </div>
      )}
    </div>
  )
}

function waitingText(waiting: number): string {
  if (waiting === 0) return 'What you do is kept, and sent when it is back.'
  return `${waiting === 1 ? 'One thing' : `${waiting} things`} you did will be sent when it is back.`
}

function overTitle({ kind }: Over): string {
  if (kind === 'signed-out') return 'You are signed out.'
  return kind === 'elsewhere' ? 'This page has stopped.' : 'You do not run this session any more.'
}

function overWords({ kind }: Over): string {
  if (kind === 'signed-out') return 'The session goes on. Sign in again to run it; what you typed is kept here.'
  return 'It goes on as it stood, with whoever leads the cohort now. Nothing that was noted is lost.'
}
