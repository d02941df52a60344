import { counted } from '#app/components/format.ts'
import { useOnline } from '#app/components/frame/use-online.ts'
import { Icon } from '#app/components/ui/icon.tsx'
import { paths } from '#app/http/paths.ts'
import type { OutboxState } from './outbox.ts'
import { useOutboxState } from './outbox-context.tsx'

/**
 * Says plainly that there is no connection, what waits in this browser while it cannot be sent, and what never counts;
 * nothing while all is well.
 */
export function WaitingNote() {
  const outbox = useOutboxState()
  const { refused, state, waiting } = outbox
  const isOnline = useOnline()
  const stuck = stuckWords(outbox) ?? (isOnline ? null : OFFLINE)
  return (
    <div role="status" className="waiting">
      {refused && (
        <p>
          <Icon name="late" small />
          <span>
            {counted(refused.steps, 'step does', 'steps do')} not count. {refused.words}
          </span>
        </p>
      )}
      {stuck && (
        <p>
          <Icon name="kept" small />
          <span>
            {stuck} {state === 'signed-out' && waiting > 0 && <SignInAgain leaves={outbox.keeps} />}
          </span>
        </p>
      )}
    </div>
  )
}

/** Here, or beside this page where it alone holds what was done. */
function SignInAgain({ leaves }: { leaves: boolean }) {
  return leaves ? (
    <a href={paths.signIn()}>Sign in to send them</a>
  ) : (
    <a href={paths.signIn()} target="_blank" rel="noreferrer">
      Sign in on another page to send it
    </a>
  )
}

/** Why what was done does not leave this browser, and what becomes of it; null while it does. */
function stuckWords({ state, waiting, keeps }: OutboxState): string | null {
  const why = waiting > 0 ? REASONS[state] : undefined
  if (!keeps) return `${why ?? ''} This browser keeps nothing: stay on this page until what you did is sent.`.trim()
  if (!why) return null
  const kept = `${counted(waiting, 'step is', 'steps are')} kept in this browser`
  return `${why} ${kept}${AFTERWARDS[state] ?? ''}.`
}

const OFFLINE = 'No connection. Go on: what you do is kept in this browser and sent when you are back.'

const REASONS: Partial<Record<OutboxState['state'], string>> = {
  offline: 'No connection.',
  trouble: 'The server has a problem.',
  'signed-out': 'You are signed out.',
}

const AFTERWARDS: Partial<Record<OutboxState['state'], string>> = {
  offline: ' and sent when you are back',
  trouble: ' and sent again by itself',
}
