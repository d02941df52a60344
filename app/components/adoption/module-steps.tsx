import { Link } from 'react-router'
import type { ModuleCounts } from '#app/domain/adoption/standings/progress.server.ts'
import { standingPaths } from '#app/http/standing-paths.ts'
import { count } from '../format.ts'
import { Bullet } from '../ui/progress.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import { StepCell } from './steps-table.tsx'

/** How far people are in each module, in teaching order; its figures lead to the people behind them. */
export function ModuleSteps({ modules, query }: { modules: readonly ModuleCounts[]; query: URLSearchParams }) {
  return (
    <Table caption="By module" narrow="list" columns="repeat(4, auto)" middle linked>
      <TableHead>
        <ColumnHead>Module</ColumnHead>
        <ColumnHead hidden width="20%">
          Complete of those assigned
        </ColumnHead>
        <ColumnHead right>Assigned</ColumnHead>
        <ColumnHead right>Started</ColumnHead>
        <ColumnHead right>Practised</ColumnHead>
        <ColumnHead right>Complete</ColumnHead>
        <ColumnHead right>Up to date</ColumnHead>
        <ColumnHead right>Overdue</ColumnHead>
      </TableHead>
      <TableBody>
        {modules.map(({ slug, title, counts: { assigned, started, practised, complete, refreshing, overdue } }) => (
          <Row key={slug}>
            <RowHead>
              <Link className="plain" to={standingPaths.peopleWith(query, 'not complete', { module: slug })}>
                {title}
              </Link>
            </RowHead>
            <Cell full plot>
              <Bullet value={(complete / Math.max(1, assigned)) * 100} />
            </Cell>
            <Cell label="Assigned" right>
              {count(assigned)}
            </Cell>
            <StepCell label="Started" part={started} whole={assigned} />
            <StepCell label="Practised" part={practised} whole={assigned} />
            <StepCell label="Complete" part={complete} whole={assigned} strong />
            <StepCell label="Up to date" part={complete - refreshing} whole={complete} />
            <Cell label="Overdue" right>
              {count(overdue)}
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
