import type { RunPart, RunState } from '#app/domain/cohorts/running/run.ts'
import { behindMs, proposalFor, startsOf } from '#app/domain/cohorts/running/run.ts'
import { localOf } from '../dates.ts'
import { listed } from '../format.ts'
import { ActForm } from './acting.tsx'
import { keptText, minutesText } from './words.ts'

type AgendaProps = {
  agenda: readonly RunPart[]
  state: RunState
  openedAt: string
  now: number
  timeZone: string
  isOver: boolean
}

/** The agenda with its clock: what is over and how it kept its time, what runs, what comes; and what to do about being late. */
export function RunAgenda({ agenda, state, openedAt, now, timeZone, isOver }: AgendaProps) {
  const starts = startsOf(state, openedAt, now)
  return (
    <section className="run-agenda" aria-labelledby="agenda">
      <h2 id="agenda" className="label">
        Agenda
      </h2>
      <ol>
        {agenda.map((part, place) => (
          <li
            key={part.id}
            className={place < state.at || isOver ? 'is-done' : place === state.at ? 'is-now' : undefined}
            aria-current={place === state.at && !isOver ? 'step' : undefined}
          >
            <span className="num">{localOf(new Date(starts[place] ?? now), timeZone).time}</span>
            <p>
              {part.title}
              <span className="run-sub">{noteOf(part, state, place)}</span>
            </p>
          </li>
        ))}
      </ol>
      {!isOver && <Lateness agenda={agenda} state={state} now={now} />}
    </section>
  )
}

function noteOf(part: RunPart, state: RunState, place: number): string {
  const minutes = state.minutes[place] ?? part.minutes
  const used = state.usedMs[place] ?? 0
  if (place < state.at) return `${minutesText(used)}, ${keptText(minutes, used)}`
  return minutes === part.minutes ? `${minutes} min` : `${minutes} min in place of ${part.minutes}`
}

function Lateness({ agenda, state, now }: { agenda: readonly RunPart[]; state: RunState; now: number }) {
  const proposal = proposalFor(agenda, state, now)
  const undo = state.before && (
    <ActForm act={{ kind: 'restore', version: state.version }}>
      <button type="submit" className="link-btn">
        Undo the shortening
      </button>
    </ActForm>
  )
  if (!proposal) {
    const early = Math.floor(-behindMs(state, now) / 60_000)
    return (
      <div className="run-late">
        <p className="small muted">{early >= 1 ? `In time, with ${early} min to spare.` : 'In time.'}</p>
        {undo}
      </div>
    )
  }
  const { behind, to, missing } = proposal
  return (
    <div className="run-late is-late">
      <p className="small">
        <b>{behind} min behind.</b>{' '}
        {to.length > 0
          ? `Shorten ${listed(to.map(({ part, minutes }) => `“${agenda[part]?.title}” to ${minutes} min`))}?`
          : 'Nothing that is to come can be shortened.'}{' '}
        {missing > 0 && `${missing} min cannot be found: leave something out, or end later.`}
      </p>
      <div className="btn-row">
        {to.length > 0 && (
          <ActForm act={{ kind: 'shorten', version: state.version, to }}>
            <button type="submit" className="btn">
              Shorten
            </button>
          </ActForm>
        )}
        {undo}
      </div>
    </div>
  )
}
