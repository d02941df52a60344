import { useEffect } from 'react'
import { useRevalidator } from 'react-router'
import type { Counting } from '#app/domain/adoption/counting.server.ts'
import { momentText } from '../dates.ts'
import './counting-note.css'

const LOOK_AGAIN_MS = 10_000

type CountingNoteProps = { counting: Counting; timeZone: string; now: Date }

/** That the figures of a page are not whole yet. It looks again by itself, while somebody looks at it, and goes when they are. */
export function CountingNote({ counting: { since, percent }, timeZone, now }: CountingNoteProps) {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const again = setInterval(() => document.visibilityState === 'visible' && void revalidate(), LOOK_AGAIN_MS)
    return () => clearInterval(again)
  }, [revalidate])
  return (
    <p className="note note-warn counting-note" role="status">
      <strong>These figures are not whole yet.</strong>{' '}
      {since === null
        ? 'They are about to be counted from the beginning.'
        : `Counting them from the beginning began ${beganText(new Date(since), timeZone, now)}; ${percent}% is done.`}{' '}
      Wait with decisions and files until this note is gone.
    </p>
  )
}

/** Within a sentence; of today the time alone. */
const beganText = (since: Date, timeZone: string, now: Date): string =>
  momentText(since, timeZone, now)
    .replace(/^Today, /, 'at ')
    .replace(/^Yesterday/, 'yesterday')
