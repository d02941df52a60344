import { useState } from 'react'
import { leftMs } from '#app/domain/cohorts/running/run.ts'
import type { RunPage } from '#app/domain/cohorts/running/run-page.server.ts'
import type { RunView } from '#app/domain/cohorts/running/run-view.server.ts'
import { runPaths } from '#app/http/run-paths.ts'
import { MAIN_ID } from '../frame/frame.tsx'
import { Button } from '../ui/button.tsx'
import { ActForm, Acting } from './acting.tsx'
import { NowPart } from './now-part.tsx'
import { PracticeBoard } from './practice-board.tsx'
import { RoomCode } from './room-code.tsx'
import { RunAgenda } from './run-agenda.tsx'
import { RunHead } from './run-head.tsx'
import { RunNotices } from './run-notices.tsx'
import { useActs } from './use-acts.ts'
import { useLive } from './use-live.ts'
import { useNow } from './use-now.ts'
import { withWaiting } from './waiting.ts'
import { leftText } from './words.ts'
import { ChampionNotes, ParkingLot } from './written-down.tsx'
import './run.css'

type RunScreenProps = { page: RunPage & { view: RunView }; made: string; personId: string; host: string }

const PANELS = ['now', 'people', 'park'] as const
type Panel = (typeof PANELS)[number]

/** The one page for the room: agenda, what to say now, and who is where. It goes on counting without a network. */
export function RunScreen({ page, made, personId, host }: RunScreenProps) {
  const { session, agenda, modules } = page
  const live = useLive<RunView>(runPaths.sessionRunLive(session.cohort.id, session.id), { now: made, state: page.view })
  const now = useNow(made, live.ahead)
  const acts = useActs(
    `gangway:acts:${personId}:${session.id}`,
    runPaths.sessionActs(session.cohort.id, session.id),
    live.ahead,
    live.accept,
  )
  const [panel, setPanel] = useState<Panel>('now')
  const view = withWaiting(live.state, agenda, acts.waiting)
  const { state, people, notes } = view
  const isOver = view.closedAt !== null
  const clockNow = isOver ? new Date(view.closedAt ?? made).getTime() : now
  const part = agenda[state.at]
  const module = part?.module ? modules[part.module] : undefined
  const written = {
    notes,
    module,
    modules,
    timeZone: session.timeZone,
    draftKey: `gangway:run:${personId}:${session.id}`,
  }
  const openedAt = new Date(session.openedAt ?? made).toISOString()
  return (
    <Acting act={acts.act}>
      <RunHead session={session} now={now} isOver={isOver} />
      <main className="run-page" id={MAIN_ID} tabIndex={-1} data-panel={panel}>
        <h1 className="sr">
          {isOver ? 'Session that is over' : 'Running session'}: {session.title}, {session.cohort.name}
        </h1>
        <RunNotices
          link={live.link}
          waiting={acts.waiting.length}
          refused={acts.refused}
          onRead={acts.dismiss}
          over={live.over}
        />
        <Tabs panel={panel} onChoose={setPanel} view={view} />
        <RunAgenda {...{ agenda, state, openedAt, now: clockNow, isOver }} timeZone={session.timeZone} />
        <NowPart {...{ agenda, state, now: clockNow, module, isOver }} />
        <aside className="run-room" aria-label="The room">
          <RoomCode code={view.code} people={people} host={host} />
          <div className="run-people">
            <PracticeBoard people={people} isPractice={part?.module != null} />
          </div>
          <div className="run-written">
            <ParkingLot {...written} />
            <ChampionNotes {...written} />
          </div>
        </aside>
      </main>
      {!isOver && part && (
        <section className="run-bar" aria-label="Now running">
          <p>
            <span className="run-sub">{part.title}</span>
            <b className="num">{leftText(leftMs(state, clockNow)).time}</b>{' '}
            {leftMs(state, clockNow) < 0 ? 'over' : 'left'}
          </p>
          {agenda[state.at + 1] && (
            <ActForm act={{ kind: 'next', version: state.version }}>
              <Button type="submit" kind="primary" iconAfter="next">
                Next part
              </Button>
            </ActForm>
          )}
        </section>
      )}
    </Acting>
  )
}

function Tabs({ panel, onChoose, view }: { panel: Panel; onChoose: (panel: Panel) => void; view: RunView }) {
  const asking = view.people.filter(({ state }) => state.is === 'help' && state.takenBy === null).length
  const waiting = view.notes.filter(({ kind, ticked }) => kind === 'parked' && !ticked).length
  const labels: Record<Panel, string> = { now: 'Now', people: 'People', park: 'Parking lot' }
  const counts: Record<Panel, number> = { now: 0, people: asking, park: waiting }
  return (
    <nav className="run-tabs" aria-label="Panels">
      {PANELS.map((one) => (
        <a
          key={one}
          href={one === 'now' ? `#${MAIN_ID}` : `#${one}`}
          aria-current={one === panel ? 'true' : undefined}
          onClick={(event) => {
            event.preventDefault()
            onChoose(one)
          }}
        >
          {labels[one]}
          {counts[one] > 0 && (
            <>
              {' '}
              <span className={one === 'people' ? 'num is-bad' : 'num'}>{counts[one]}</span>
            </>
          )}
        </a>
      ))}
    </nav>
  )
}
