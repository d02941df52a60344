import { Link } from 'react-router'
import { OwnReportList } from '#app/components/confusion/own-report-list.tsx'
import { ownReportsTitle } from '#app/components/confusion/own-reports-title.ts'
import { WaitingReports } from '#app/components/confusion/waiting-reports.tsx'
import { Main } from '#app/components/frame/main.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { reportsOf } from '#app/domain/confusion/own-reports.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/reports.ts'
import '#app/components/confusion/own-reports.css'

export const meta: Route.MetaFunction = () => [{ title: 'My reports · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const reports = await answer(() => reportsOf(viewer))
  return { personId: viewer.personId, reports, now: new Date(), zone: viewer.migration?.timeZone ?? 'UTC' }
}

export default function ReportsPage({ loaderData }: Route.ComponentProps) {
  const { personId, reports, now, zone } = loaderData
  return (
    <Main>
      <PageHead over="My reports" title={ownReportsTitle(reports, now)} />
      <WaitingReports personId={personId} />
      {reports.length === 0 ? (
        <Problem
          kind="empty"
          title="Nothing sent so far"
          level={2}
          action={<Link to={paths.library()}>Open the library</Link>}
        >
          At every block of a module stands “Something unclear?”. One sentence is enough, and you are told here what
          became of it.
        </Problem>
      ) : (
        <OwnReportList reports={reports} today={{ now, zone }} />
      )}
    </Main>
  )
}
