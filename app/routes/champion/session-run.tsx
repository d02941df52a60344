import { Form, Link, useNavigation } from 'react-router'
import { momentText } from '#app/components/dates.ts'
import { counted } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { RunScreen } from '#app/components/run/run-screen.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { Fact, PageHead } from '#app/components/ui/head.tsx'
import { ActInput } from '#app/domain/cohorts/running/act-input.server.ts'
import { actIn } from '#app/domain/cohorts/running/acting.server.ts'
import { openSessionRun } from '#app/domain/cohorts/running/opening.server.ts'
import { type RunPage, runPageOf } from '#app/domain/cohorts/running/run-page.server.ts'
import { answer, seeOther } from '#app/http/answer.server.ts'
import { hostOf } from '#app/http/context.server.ts'
import { paths } from '#app/http/paths.ts'
import { runPaths } from '#app/http/run-paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/session-run.ts'
import { actOfForm } from './session-act.server.ts'

export const handle = { bare: true }

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `Running: ${loaderData?.page.session.title ?? 'session'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const page = await answer(() => runPageOf(viewer, { cohort: params.id, session: params.session }, now))
  if (page.view === null && page.session.closedAt) throw seeOther(runPaths.sessionSummary(params.id, params.session))
  return { page, made: now.toISOString(), personId: viewer.personId, host: hostOf(context) }
}

/** The start of a session; and, without scripts, everything that is done in it. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const address = { cohort: params.id, session: params.session }
  return actOfForm(request, runPaths.sessionRun(params.id, params.session), async (act) => {
    if (act === null) await openSessionRun(viewer, address, new Date())
    else await actIn(viewer, address, ActInput.parse(act), new Date())
  })
}

export default function SessionRunPage({ loaderData }: Route.ComponentProps) {
  const { page, made, personId, host } = loaderData
  const { view } = page
  if (view === null) return <BeforeStart page={page} made={made} />
  return <RunScreen page={{ ...page, view }} made={made} personId={personId} host={host} />
}

/** What is about to be run, and the one button that opens the doors. */
function BeforeStart({ page: { session, agenda }, made }: { page: RunPage; made: string }) {
  const busy = useNavigation().state === 'submitting'
  const minutes = agenda.reduce((sum, part) => sum + part.minutes, 0)
  const moment = momentText(new Date(session.startsAt), session.timeZone, new Date(made))
  return (
    <Main>
      <PageHead
        over={<Link to={paths.cohort(session.cohort.id)}>{session.cohort.name}</Link>}
        title={session.title}
        meta={
          <>
            <Fact icon="calendar">
              {moment}, {session.minutes} min
            </Fact>
            {(session.place ?? session.link) && <Fact>{session.place ?? session.link}</Fact>}
          </>
        }
      />
      <section className="section" aria-labelledby="agenda">
        <div className="section-head">
          <h2 id="agenda">Agenda</h2>
          <p>
            {counted(agenda.length, 'part', 'parts')}, {minutes} min
          </p>
        </div>
        <ol className="lines lines-open">
          {agenda.map((part) => (
            <li key={part.id}>
              {part.title}
              <span className="run-sub">{[`${part.minutes} min`, part.who].filter(Boolean).join(', ')}</span>
            </li>
          ))}
        </ol>
      </section>
      {session.cancelledAt ? (
        <p>This session was cancelled. Plan another one.</p>
      ) : (
        <Form method="post" className="btn-row after-table">
          <Button type="submit" kind="primary" large busy={busy} busyWords="Starting">
            Start the session
          </Button>
          <span className="small muted">The clock begins, and people can check in with a code.</span>
        </Form>
      )}
    </Main>
  )
}
