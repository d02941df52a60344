import type { CSSProperties, ReactNode } from 'react'
import { Link } from 'react-router'
import { Progress } from './progress.tsx'

/** The states of a milestone, as stations. */
export type StationState = 'closed' | 'live' | 'training' | 'planned' | 'rolled back'

export type Stop = {
  key: string
  name: string
  state: StationState
  /** "Live since 13 July", "Mon 5 Oct, in 20 days" */
  when: ReactNode
  to?: string
  /** this page is about it */
  current?: boolean
  progress?: { done: number; total: number; note?: string } | null
  /** in the place of progress: "Nothing assigned yet" */
  note?: ReactNode
}

type MilestoneRouteProps = {
  label: string
  stops: readonly Stop[]
  /** Today lies after the stop of this place, by this share of the way to the next; null before the first. */
  today: { after: number; share: number; words: string } | null
}

/** The way to the new product: solid until today, dashed ahead. */
export function MilestoneRoute({ label, stops, today }: MilestoneRouteProps) {
  return (
    <ol className="route" aria-label={label}>
      {stops.map((stop, place) => {
        const here = today?.after === place
        const ahead = today === null || place > today.after
        return (
          <li
            key={stop.key}
            className={['stop', ahead && 'ahead', here && 'has-today'].filter(Boolean).join(' ')}
            style={here ? ({ '--at': `${Math.round(today.share * 100)}%` } as CSSProperties) : undefined}
          >
            <Station state={stop.state} />
            <p className="stop-name">
              {stop.to ? (
                <Link to={stop.to} aria-current={stop.current ? 'page' : undefined}>
                  {stop.name}
                </Link>
              ) : (
                stop.name
              )}
            </p>
            <p className="small muted">{stop.when}</p>
            {stop.progress && <Progress {...stop.progress} unit={['module', 'modules']} />}
            {stop.note && <p className="small muted">{stop.note}</p>}
            {here && <span className={today.share > 0.5 ? 'today before' : 'today'}>{today.words}</span>}
          </li>
        )
      })}
    </ol>
  )
}

/** The sign of a state on the route: each has its own shape. The words beside it name the state. */
export function Station({ state }: { state: StationState }) {
  return (
    <svg className="station" viewBox="0 0 22 22" aria-hidden="true">
      {shapes[state]}
    </svg>
  )
}

const shapes: Record<StationState, ReactNode> = {
  closed: (
    <>
      <circle className="solid" cx="11" cy="11" r="11" />
      <path className="check" d="M6.5 11.4l3 3 6-6.6" />
    </>
  ),
  live: (
    <>
      <circle className="solid" cx="11" cy="11" r="11" />
      <circle className="hole" cx="11" cy="11" r="7.5" />
      <circle className="solid" cx="11" cy="11" r="5" />
    </>
  ),
  training: <circle className="thick" cx="11" cy="11" r="8.5" />,
  planned: <circle className="thin" cx="11" cy="11" r="9.75" />,
  'rolled back': (
    <>
      <circle className="back" cx="11" cy="11" r="9.75" />
      <path className="back" d="M5 17L17 5" />
    </>
  ),
}
