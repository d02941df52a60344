import { Link } from 'react-router'
import { momentText } from '#app/components/dates.ts'
import { Main } from '#app/components/frame/main.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import { copyHistoryOf } from '#app/domain/cohorts/cohort-playbook.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { playbookPaths } from '#app/http/playbook-paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/cohort-playbook-history.ts'

export const meta: Route.MetaFunction = () => [{ title: 'History of a playbook · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const now = new Date()
  return { history: await answer(() => copyHistoryOf(requireViewer(context), params.id, params.slug, now)), now }
}

export default function CohortPlaybookHistoryPage({ loaderData }: Route.ComponentProps) {
  const { history, now } = loaderData
  const { cohort, slug, entries, base } = history
  const moment = (at: Date) => momentText(at, cohort.timeZone, now)
  return (
    <Main>
      <PageHead
        over={<Link to={playbookPaths.cohortPlaybook(cohort.id, slug)}>{history.title}</Link>}
        title="Who changed this copy"
      />
      <Table caption="States of this copy, the newest first" narrow="list">
        <TableHead>
          <ColumnHead>State</ColumnHead>
          <ColumnHead>Who</ColumnHead>
          <ColumnHead>When</ColumnHead>
        </TableHead>
        <TableBody>
          {entries.map(({ number, by, at }, place) => (
            <Row key={number}>
              <RowHead>
                <Link to={playbookPaths.cohortPlaybookHistory(cohort.id, slug, number)}>
                  State {number}
                  {place === 0 && ', as it is now'}
                </Link>
              </RowHead>
              <Cell label="Who">{by}</Cell>
              <Cell label="When">{moment(at)}</Cell>
            </Row>
          ))}
          <Row>
            <RowHead>
              <Link to={playbookPaths.cohortPlaybookHistory(cohort.id, slug, 0)}>
                Revision {base.number}, as it was taken over
              </Link>
            </RowHead>
            <Cell label="Who">The organisation</Cell>
            <Cell label="When">{moment(base.at)}</Cell>
          </Row>
        </TableBody>
      </Table>
    </Main>
  )
}
