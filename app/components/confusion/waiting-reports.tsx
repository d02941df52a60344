import { useEffect, useRef, useState } from 'react'
import { Link, useRevalidator } from 'react-router'
import { Icon } from '#app/components/ui/icon.tsx'
import { headline } from '#app/domain/confusion/headline.ts'
import { paths } from '#app/http/paths.ts'
import { type KeptReport, unsentReports } from './kept-report.ts'
import type { ReportPlace } from './unsent-reports.ts'
import './waiting-reports.css'

/** What the reader reported and this browser could not send yet: it leaves by itself, and then it stands in the list. */
export function WaitingReports({ personId }: { personId: string }) {
  const waiting = useWaiting(personId)
  if (waiting.length === 0) return null
  return (
    <div className="note note-warn waiting-reports" role="status">
      <p>
        <span className="mark is-warn">
          <Icon name="kept" small />
          Not sent yet
        </span>{' '}
        {waiting.length === 1 ? 'This report is' : 'These reports are'} kept in this browser and sent by{' '}
        {waiting.length === 1 ? 'itself' : 'themselves'}.
      </p>
      <ul>
        {waiting.map(({ place, report }) => (
          <li key={report.id}>
            <Link to={paths.module(place.moduleSlug, place.block.id)}>{headline(report.words)}</Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

type Waiting = { place: ReportPlace; report: KeptReport }

/** Looked up again whenever something is kept or sent; once something has arrived the page knows more. */
function useWaiting(personId: string): readonly Waiting[] {
  const [waiting, setWaiting] = useState<readonly Waiting[]>([])
  const count = useRef(0)
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const look = () => {
      const found = unsentReports(personId)
      if (found.length < count.current) void revalidate()
      count.current = found.length
      setWaiting(found)
    }
    look()
    addEventListener('storage', look)
    return () => removeEventListener('storage', look)
  }, [personId, revalidate])
  return waiting
}
