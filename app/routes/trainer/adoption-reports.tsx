import { Link } from 'react-router'
import { AdoptionTabs } from '#app/components/adoption/adoption-tabs.tsx'
import { counted, inWords, sentence } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { LinkButton } from '#app/components/ui/button.tsx'
import { Moment } from '#app/components/ui/date-text.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import { scheduleWords } from '#app/domain/adoption/reports/report-words.ts'
import { listReports } from '#app/domain/adoption/reports/reports.server.ts'
import { pageName } from '#app/domain/adoption/views/view-pages.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/adoption-reports.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Reports by mail · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  return answer(async () => ({ reports: await listReports(viewer, now), now, zone: migrationOf(viewer).timeZone }))
}

export default function ReportsPage({ loaderData }: Route.ComponentProps) {
  const { reports } = loaderData
  const sent = reports.filter(({ endedAt }) => endedAt === null).length
  const add = (
    <LinkButton to={adoptionPaths.newReport()} kind="primary" icon="add">
      Send a report
    </LinkButton>
  )
  return (
    <Main layout="adoption">
      <AdoptionTabs here="reports" />
      <PageHead
        over={<Link to={paths.adoption()}>Adoption</Link>}
        title={`${sentence(inWords(sent))} ${sent === 1 ? 'report is' : 'reports are'} sent by mail`}
        aside={reports.length > 0 && add}
      />
      {reports.length === 0 ? (
        <Problem kind="empty" level={2} title="Nobody gets a report yet" action={add}>
          A report sends a page of adoption with its filters, its pictures and its file: each day, week or month.
        </Problem>
      ) : (
        <ReportsTable {...loaderData} />
      )}
    </Main>
  )
}

function ReportsTable({ reports, now, zone }: Route.ComponentProps['loaderData']) {
  return (
    <Table caption="Reports" narrow="list" columns="1fr 1fr" linked>
      <TableHead>
        <ColumnHead>Report</ColumnHead>
        <ColumnHead width="17rem">When</ColumnHead>
        <ColumnHead width="9rem">To</ColumnHead>
        <ColumnHead width="12rem">Last sent</ColumnHead>
        <ColumnHead width="12rem">Next</ColumnHead>
      </TableHead>
      <TableBody>
        {reports.map((report) => (
          <Row key={report.id}>
            <RowHead>
              <Link to={adoptionPaths.report(report.id)}>{report.name}</Link>
            </RowHead>
            <Cell label="When" sub={pageName(report.page)}>
              {scheduleWords(report)}
            </Cell>
            <Cell label="To">
              {counted(report.recipients.filter(({ stoppedAt }) => stoppedAt === null).length, 'person', 'people')}
            </Cell>
            <Cell label="Last sent" sub={report.last?.failure}>
              {report.last ? <Moment at={report.last.at} now={now} zone={zone} /> : 'Not yet'}
            </Cell>
            <Cell label="Next">{report.nextAt ? <Moment at={report.nextAt} now={now} zone={zone} /> : 'Ended'}</Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
