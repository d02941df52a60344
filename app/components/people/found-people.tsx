import { Link } from 'react-router'
import type { FoundPerson } from '#app/domain/cohorts/people-search.server.ts'
import { paths } from '#app/http/paths.ts'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'

/** People by name, each leading to what is asked of them. */
export function FoundPeople({ people }: { people: readonly FoundPerson[] }) {
  return (
    <Table caption="People" narrow="list" columns="1fr" linked>
      <TableHead>
        <ColumnHead>Name</ColumnHead>
        <ColumnHead>Audiences</ColumnHead>
        <ColumnHead>Cohort</ColumnHead>
      </TableHead>
      <TableBody>
        {people.map(({ id, name, audiences, cohorts }) => (
          <Row key={id}>
            <RowHead>
              <Link to={paths.person(id)}>{name}</Link>
            </RowHead>
            <Cell label="Audiences">{audiences.join('; ') || <span className="muted">None</span>}</Cell>
            <Cell label="Cohort">{cohorts.join('; ') || <span className="muted">None</span>}</Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
