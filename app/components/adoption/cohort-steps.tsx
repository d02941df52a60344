import { Link } from 'react-router'
import type { CohortOrder } from '#app/domain/adoption/standings/cohort-order.ts'
import type { CohortRow } from '#app/domain/adoption/standings/cohorts.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { paths } from '#app/http/paths.ts'
import { standingPaths } from '#app/http/standing-paths.ts'
import { perChampionText } from '../cohorts/per-champion.ts'
import { momentText } from '../dates.ts'
import { count, counted, listed } from '../format.ts'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import { SortHead } from './sort-head.tsx'
import { StepCell } from './step-cell.tsx'

type CohortStepsProps = {
  cohorts: readonly CohortRow[]
  order: CohortOrder
  /** the filters that go on to the people of a cohort */
  query: URLSearchParams
  now: Date
}

/** Cohorts by coverage, completion or name, each with its next session or the way to plan one. */
export function CohortSteps({ cohorts, order, query, now }: CohortStepsProps) {
  return (
    <Table caption="Cohorts" narrow="list-dense" columns="repeat(3, minmax(0, 1fr))" middle>
      <TableHead>
        <SortHead by="name" order={order}>
          Cohort
        </SortHead>
        <ColumnHead right>Members</ColumnHead>
        <SortHead by="coverage" order={order} right>
          Coverage
        </SortHead>
        <SortHead by="completion" order={order} right>
          Complete
        </SortHead>
        <ColumnHead right>Need help</ColumnHead>
        <ColumnHead>Next session</ColumnHead>
      </TableHead>
      <TableBody>
        {cohorts.map((cohort) => (
          <CohortLine key={cohort.id} cohort={cohort} query={query} now={now} />
        ))}
      </TableBody>
    </Table>
  )
}

function CohortLine({ cohort, query, now }: { cohort: CohortRow; query: URLSearchParams; now: Date }) {
  const { id, name, assigned, complete, attended, needing, members, nextSession } = cohort
  const withCohort = new URLSearchParams(query)
  withCohort.delete('audience')
  withCohort.set('cohort', id)
  return (
    <Row>
      <RowHead sub={championsText(cohort)}>
        <Link to={paths.cohort(id)}>{name}</Link>
      </RowHead>
      <Cell label="Members" right>
        {count(members)}
      </Cell>
      <StepCell label="Coverage" part={attended} whole={assigned} />
      <StepCell
        label="Complete"
        part={complete}
        whole={assigned}
        strong
        to={{
          address: `${adoptionPaths.completion()}?${withCohort}`,
          words: `${count(complete)} of ${count(assigned)} complete in ${name}`,
        }}
      />
      <Cell label="Need help" right>
        {needing > 0 ? (
          <Link
            to={standingPaths.peopleWith(withCohort, 'help')}
            aria-label={`${counted(needing, 'person needs', 'people need')} help in ${name}`}
          >
            {count(needing)}
          </Link>
        ) : (
          '0'
        )}
      </Cell>
      <Cell label="Next session" double>
        {nextSession ? (
          momentText(new Date(nextSession.startsAt), nextSession.timeZone, now)
        ) : (
          <Link to={paths.newSession(id)} aria-label={`Plan a session of ${name}`}>
            Plan a session
          </Link>
        )}
      </Cell>
    </Row>
  )
}

/** "Adam Blanchard and Jade Ellerker, 9.5 for each champion". */
function championsText({ champions, members }: CohortRow): string {
  if (champions.length === 0) return 'No champion'
  return [listed(champions), perChampionText({ members, champions })].filter(Boolean).join(', ')
}
