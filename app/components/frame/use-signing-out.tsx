import { type FormEvent, type ReactNode, useState } from 'react'
import { paths } from '#app/http/paths.ts'
import { forgetKeptPages } from '#app/offline/forgetting.ts'
import { clearDraftsOf } from '#app/outbox/draft.ts'
import { useOutbox } from '#app/outbox/outbox-context.tsx'
import { hasUnsentReports } from '../confusion/unsent-reports.ts'
import { counted } from '../format.ts'
import { Button } from '../ui/button.tsx'
import { OfflineDialog } from '../ui/offline-dialog.tsx'

/** How long signing out waits for the last steps to arrive. */
const PATIENCE_MS = 5_000

type Leaving =
  | { at: 'rest' | 'sending' | 'unreachable' }
  /** something would be lost: so many steps, and perhaps a report */
  | { at: 'asking'; steps: number; report: boolean }

type SigningOut = {
  /** for the form that signs out; without scripts the form works by itself */
  signOut: (event: FormEvent<HTMLFormElement>) => void
  isLeaving: boolean
  /** what is asked or told meanwhile */
  question: ReactNode
}

/**
 * Signing out of a browser that others may use: stops what plays, sends what waits here, asks before anything would be
 * lost, and leaves nothing of the person behind. What is kept here is removed only once the server has ended the session.
 */
export function useSigningOut(personId: string): SigningOut {
  const outbox = useOutbox()
  const [leaving, setLeaving] = useState<Leaving>({ at: 'rest' })
  const leave = async () => {
    setLeaving({ at: 'sending' })
    if (!(await sessionEnded())) return setLeaving({ at: 'unreachable' })
    await outbox.forget()
    clearDraftsOf(personId)
    await forgetKeptPages()
    window.location.assign(paths.signIn())
  }
  const signOut = async () => {
    setLeaving({ at: 'sending' })
    await stopFilms()
    const steps = await outbox.settle(PATIENCE_MS)
    const report = hasUnsentReports(personId)
    if (steps === 0 && !report) return leave()
    setLeaving({ at: 'asking', steps, report })
  }
  const stay = () => setLeaving({ at: 'rest' })
  return {
    signOut: (event) => {
      event.preventDefault()
      if (leaving.at !== 'sending') void signOut()
    },
    isLeaving: leaving.at === 'sending',
    question: (
      <>
        {leaving.at === 'asking' && <WouldBeLost {...leaving} onStay={stay} onLeave={() => void leave()} />}
        {leaving.at === 'unreachable' && <NotSignedOut onClose={stay} />}
      </>
    ),
  }
}

/** Stops every film that plays; resolves once each of them has recorded what was watched. */
async function stopFilms(): Promise<void> {
  const playing = Array.from(document.querySelectorAll('video')).filter(({ paused }) => !paused)
  const stopped = playing.map(
    (film) => new Promise((resolve) => film.addEventListener('pause', resolve, { once: true })),
  )
  for (const film of playing) film.pause()
  await Promise.all(stopped)
}

async function sessionEnded(): Promise<boolean> {
  try {
    const { ok } = await fetch(paths.signOut(), { method: 'POST', signal: AbortSignal.timeout(2 * PATIENCE_MS) })
    return ok
  } catch {
    return false
  }
}

type WouldBeLostProps = { steps: number; report: boolean; onStay: () => void; onLeave: () => void }

function WouldBeLost({ steps, report, onStay, onLeave }: WouldBeLostProps) {
  const what = [steps > 0 && counted(steps, 'step', 'steps'), report && 'a report'].filter(Boolean).join(' and ')
  return (
    <OfflineDialog title={`Sign out and lose ${what}?`} onClose={onStay}>
      <p>
        What you did last could not be sent: there is no connection, or the server does not answer. It is kept in this
        browser and sent as soon as that is possible. Signing out removes it.
      </p>
      <p className="btn-row">
        <Button kind="primary" onClick={onStay}>
          Stay signed in
        </Button>
        <Button kind="danger" onClick={onLeave}>
          Sign out and lose it
        </Button>
      </p>
    </OfflineDialog>
  )
}

function NotSignedOut({ onClose }: { onClose: () => void }) {
  return (
    <OfflineDialog title="You are still signed in" onClose={onClose}>
      <p>
        The server does not answer, so it could not sign you out. Nothing was removed from this browser. Try again in a
        moment.
      </p>
      <p className="btn-row">
        <Button kind="primary" onClick={onClose}>
          Close
        </Button>
      </p>
    </OfflineDialog>
  )
}
