import { Form, Link, useNavigation } from 'react-router'
import { counted } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { closeSessionRun } from '#app/domain/cohorts/running/closing.server.ts'
import { summaryOf } from '#app/domain/cohorts/running/summary.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { runPaths } from '#app/http/run-paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/session-end.ts'

export const meta: Route.MetaFunction = () => [{ title: 'End the session · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const summary = await answer(() => summaryOf(viewer, { cohort: params.id, session: params.session }, new Date()))
  const waiting = summary.notes.filter(({ kind, ticked, report }) => kind === 'parked' && !ticked && !report).length
  return { session: summary.session, here: summary.people.filter(({ here }) => here).length, waiting }
}

export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  await answer(() => closeSessionRun(viewer, { cohort: params.id, session: params.session }, new Date()))
  return redirectWithToast(runPaths.sessionSummary(params.id, params.session), 'The session is over. Thank you.')
}

export default function SessionEndPage({ loaderData }: Route.ComponentProps) {
  const { session, here, waiting } = loaderData
  const busy = useNavigation().state === 'submitting'
  const back = runPaths.sessionRun(session.cohort.id, session.id)
  return (
    <Main>
      <PageHead
        over={<Link to={back}>{session.title}</Link>}
        title="End this session?"
        meta={
          <>
            <span>{counted(here, 'person', 'people')} checked in</span>
            {waiting > 0 && <span>{counted(waiting, 'question waits', 'questions wait')} in the parking lot</span>}
          </>
        }
      />
      <p>Nobody can check in after that. You can still tick people off by hand, and work on notes and questions.</p>
      <Form method="post" className="btn-row after-table">
        <Button type="submit" kind="primary" busy={busy} busyWords="Ending">
          End the session
        </Button>
        <Link to={back}>Go on with it</Link>
      </Form>
    </Main>
  )
}
