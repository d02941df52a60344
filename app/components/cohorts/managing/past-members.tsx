import type { PastMember } from '#app/domain/cohorts/managing/managed-cohort.server.ts'
import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { dayText } from '../../dates.ts'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../../ui/table.tsx'

/** Who was in the cohort and is not now, the last who went first. */
export function PastMembers({ past, today }: { past: readonly PastMember[]; today: LocalDay }) {
  if (past.length === 0) return null
  return (
    <section className="section" aria-labelledby="past">
      <h2 id="past">Were in it before</h2>
      <Table caption="Were in it before" narrow="list" columns="1fr 1fr">
        <TableHead>
          <ColumnHead>Name</ColumnHead>
          <ColumnHead>From</ColumnHead>
          <ColumnHead>To</ColumnHead>
          <ColumnHead>Now in</ColumnHead>
        </TableHead>
        <TableBody>
          {past.map(({ id, name, from, last, to }) => (
            <Row key={`${id} ${from}`}>
              <RowHead>{name}</RowHead>
              <Cell label="From">{dayText(from, today)}</Cell>
              <Cell label="To">{dayText(last, today)}</Cell>
              <Cell label="Now in" muted={to === null}>
                {to ?? 'No cohort'}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
      <p className="source">The last hundred. What they did while they were in it stays with this cohort.</p>
    </section>
  )
}
