import { leftMs } from '#app/domain/cohorts/running/run.ts'
import type { RunSession } from '#app/domain/cohorts/running/run-session.server.ts'
import type { RoomView } from '#app/domain/cohorts/running/run-view.server.ts'
import { paths } from '#app/http/paths.ts'
import { runPaths } from '#app/http/run-paths.ts'
import { MAIN_ID } from '../frame/frame.tsx'
import { useLive } from './use-live.ts'
import { useNow } from './use-now.ts'
import { leftText } from './words.ts'
import './run.css'

type State = RoomView & { qr: { size: number; path: string } | null }
type RoomScreenProps = { session: RunSession; titles: readonly string[]; view: State; made: string; host: string }

/** What hangs on the wall: what runs, how long it still does, the way in, and what waits. Nobody's name. */
export function RoomScreen({ session, titles, view, made, host }: RoomScreenProps) {
  const live = useLive<State>(runPaths.sessionRoomLive(session.cohort.id, session.id), { now: made, state: view })
  const now = useNow(made, live.ahead)
  const { state, code, qr, here, done, isPractice, parked, closedAt } = live.state
  const { time, over } = leftText(leftMs(state, now))
  return (
    <main className="room-page" id={MAIN_ID} tabIndex={-1}>
      <section className="room-now" aria-label="Now">
        <p className="over">{session.title}</p>
        <h1>{closedAt ? 'Thank you for coming' : titles[state.at]}</h1>
        {!closedAt && (
          <p className={over ? 'room-time is-over' : 'room-time'}>
            <b className="num">{time}</b>
            <span>{state.pausedAt ? 'paused' : over ? 'over' : 'left'}</span>
          </p>
        )}
        {!closedAt && titles[state.at + 1] && <p className="room-then muted">Then: {titles[state.at + 1]}</p>}
        <p className="room-counts">
          <span>
            <b className="num">{here}</b> here
          </span>
          {isPractice && (
            <span>
              <b className="num">{done}</b> done
            </span>
          )}
          {live.link === 'away' && <span className="muted">No connection</span>}
        </p>
      </section>
      <aside className="room-side" aria-label="Check in and questions">
        {code && (
          <section className="room-code" aria-labelledby="room-code">
            <h2 id="room-code">
              Check in at {host}
              {paths.checkIn()}
            </h2>
            <p className="room-code-n">
              <span className="sr">{[...code].join(' ')}</span>
              <span aria-hidden="true">
                {code.slice(0, 3)}&#8202;{code.slice(3)}
              </span>
            </p>
            {qr && (
              <svg
                className="room-qr"
                viewBox={`0 0 ${qr.size} ${qr.size}`}
                role="img"
                aria-label="The same as a QR code"
              >
                <path d={qr.path} />
              </svg>
            )}
          </section>
        )}
        {parked.length > 0 && (
          <section aria-labelledby="room-parked">
            <h2 id="room-parked">Parking lot</h2>
            <ol className="room-parked">
              {parked.map((words, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two may ask the same
                <li key={place}>{words}</li>
              ))}
            </ol>
          </section>
        )}
      </aside>
    </main>
  )
}
