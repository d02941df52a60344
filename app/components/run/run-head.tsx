import { useRouteLoaderData } from 'react-router'
import type { RunSession } from '#app/domain/cohorts/running/run-session.server.ts'
import { runPaths } from '#app/http/run-paths.ts'
import type { Theme } from '#app/http/theme.ts'
import { localOf } from '../dates.ts'
import { ThemeMenu } from '../frame/theme-menu.tsx'
import { LinkButton } from '../ui/button.tsx'

/** The head of a running session: what it is, the clock of the room, the big screen, and its end. */
export function RunHead({ session, now, isOver }: { session: RunSession; now: number; isOver: boolean }) {
  const { id, cohort, title, startsAt, minutes, timeZone } = session
  const theme = useRouteLoaderData<{ theme: Theme }>('root')?.theme ?? 'system'
  const time = (instant: number) => localOf(new Date(instant), timeZone).time
  const start = new Date(startsAt).getTime()
  return (
    <header className="run-top">
      <div className="run-in">
        <p className="run-title">
          <b>{title}</b>
          <span>{cohort.name}</span>
        </p>
        <p className="run-clock num">
          <span className="sr">Time now </span>
          {time(now)}
          <span className="muted">
            {' '}
            of {time(start)} to {time(start + minutes * 60_000)}
          </span>
        </p>
        <div className="run-top-end">
          <ThemeMenu theme={theme} />
          <LinkButton to={runPaths.sessionRoom(cohort.id, id)} target="_blank" icon="screen">
            <span className="run-wide">Big screen</span>
            <span className="run-narrow sr">Big screen</span>
          </LinkButton>
          {isOver ? (
            <LinkButton to={runPaths.sessionSummary(cohort.id, id)}>Summary</LinkButton>
          ) : (
            <LinkButton to={runPaths.sessionEnd(cohort.id, id)}>
              End<span className="run-wide">session</span>
            </LinkButton>
          )}
        </div>
      </div>
    </header>
  )
}
