import { counted } from '#app/components/format.ts'
import { Icon } from '#app/components/ui/icon.tsx'
import { paths } from '#app/http/paths.ts'
import { useOutboxState } from './outbox-context.tsx'

/** Says plainly what waits in this browser while it cannot be sent; nothing while all is well. */
export function WaitingNote() {
  const { waiting, state } = useOutboxState()
  const stuck = waiting > 0 && (state === 'offline' || state === 'signed-out')
  return (
    <div role="status" className="waiting">
      {stuck && (
        <p>
          <Icon name="kept" small />
          {state === 'offline' ? (
            <span>
              No connection. {counted(waiting, 'step is', 'steps are')} kept in this browser and sent when you are back.
            </span>
          ) : (
            <span>
              You are signed out. {counted(waiting, 'step is', 'steps are')} kept in this browser.{' '}
              <a href={paths.signIn()}>Sign in to send them</a>
            </span>
          )}
        </p>
      )}
    </div>
  )
}
