import { Link } from 'react-router'
import type { CohortChampion, ManagedCohort } from '#app/domain/cohorts/managing/managed-cohort.server.ts'
import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { cohortPaths } from '#app/http/cohort-paths.ts'
import { dayText } from '../../dates.ts'
import { SectionHead } from '../../ui/head.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../../ui/table.tsx'

type Props = { cohort: ManagedCohort; champions: readonly CohortChampion[]; today: LocalDay }

/** Who leads the cohort, since when, and the way to change that. */
export function CohortChampions({ cohort, champions, today }: Props) {
  return (
    <section className="section" aria-labelledby="champions">
      <SectionHead
        id="champions"
        title="Champions"
        aside={<Link to={cohortPaths.newChampion(cohort.id)}>Name a champion</Link>}
      />
      {champions.length === 0 ? (
        <p className="muted">Nobody leads it yet: nobody sees who asks for help.</p>
      ) : (
        <Table caption="Champions" narrow="list" columns="1fr auto" middle>
          <TableHead>
            <ColumnHead>Champion</ColumnHead>
            <ColumnHead>Since</ColumnHead>
            <ColumnHead right hidden>
              Change
            </ColumnHead>
          </TableHead>
          <TableBody>
            {champions.map(({ id, name, since }) => (
              <Row key={id}>
                <RowHead>{name}</RowHead>
                <Cell label="Since">{dayText(since, today)}</Cell>
                <Cell right>
                  <Link to={cohortPaths.championEnd(cohort.id, id)}>
                    Take off<span className="sr"> {name}</span>
                  </Link>
                </Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      )}
    </section>
  )
}
