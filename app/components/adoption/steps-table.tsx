import { Link } from 'react-router'
import type { Counts } from '#app/domain/adoption/standing.ts'
import { standingPaths } from '#app/http/standing-paths.ts'
import { count, percent } from '../format.ts'
import { Bullet } from '../ui/progress.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableFoot, TableHead } from '../ui/table.tsx'

type Audience = { id: string; slug: string; name: string; counts: Counts }

/** How many people got how far, each row leading to those who have not begun. `query`: whose figures these are. */
export function StepsTable({
  total,
  audiences,
  query,
}: {
  total: Counts
  audiences: readonly Audience[]
  query: URLSearchParams
}) {
  const all = { counts: total, query }
  return (
    <Table caption="From assigned to complete" narrow="list" columns="repeat(4, auto)" middle>
      <TableHead>
        <ColumnHead>Audience</ColumnHead>
        <ColumnHead hidden width="20%">
          Complete of those assigned
        </ColumnHead>
        <ColumnHead right>Assigned</ColumnHead>
        <ColumnHead right>Started</ColumnHead>
        <ColumnHead right>Practised</ColumnHead>
        <ColumnHead right>Complete</ColumnHead>
        <ColumnHead>Next</ColumnHead>
      </TableHead>
      {audiences.length > 0 && (
        <TableBody>
          {audiences.map(({ id, slug, name, counts }) => (
            <StepsRow key={id} name={name} counts={counts} query={withAudience(query, slug)} />
          ))}
        </TableBody>
      )}
      <TableFoot>
        <StepsRow name={audiences.length > 0 ? 'All assigned, each person once' : 'All assigned'} {...all} />
      </TableFoot>
    </Table>
  )
}

/** No figure crosses an audience with a cohort: within a cohort, its people are all that a row can lead to. */
function withAudience(query: URLSearchParams, slug: string): URLSearchParams {
  const narrowed = new URLSearchParams(query)
  if (!narrowed.has('cohort')) narrowed.set('audience', slug)
  return narrowed
}

function StepsRow({ name, counts, query }: { name: string; counts: Counts; query: URLSearchParams }) {
  const { assigned, started, practised, complete } = counts
  const waiting = assigned - started
  return (
    <Row>
      <RowHead>{name}</RowHead>
      <Cell full plot>
        <Bullet value={(complete / Math.max(1, assigned)) * 100} />
      </Cell>
      <Cell label="Assigned" right>
        {count(assigned)}
      </Cell>
      <StepCell label="Started" part={started} whole={assigned} />
      <StepCell label="Practised" part={practised} whole={assigned} />
      <StepCell label="Complete" part={complete} whole={assigned} strong />
      <Cell label="Next">
        {waiting > 0 ? (
          <Link to={standingPaths.peopleWith(query, 'not started')}>{count(waiting)} not started</Link>
        ) : complete < assigned ? (
          <Link to={standingPaths.peopleWith(query, 'not complete')}>{count(assigned - complete)} not complete</Link>
        ) : (
          'Everybody is complete'
        )}
      </Cell>
    </Row>
  )
}

/** A count with its share of those assigned. */
export function StepCell({
  label,
  part,
  whole,
  strong,
}: {
  label: string
  part: number
  whole: number
  strong?: boolean
}) {
  return (
    <Cell label={label} right sub={percent(part, whole)} {...(strong ? { strong } : {})}>
      {count(part)}
    </Cell>
  )
}
