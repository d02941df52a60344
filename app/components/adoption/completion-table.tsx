import { Link } from 'react-router'
import type { AudienceName } from '#app/domain/adoption/looked-at.server.ts'
import type { CompletionGroup } from '#app/domain/adoption/standings/completion.server.ts'
import { standingPaths } from '#app/http/standing-paths.ts'
import { count } from '../format.ts'
import { Bullet } from '../ui/progress.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableFoot, TableHead } from '../ui/table.tsx'
import { StepCell } from './step-cell.tsx'

type CompletionTableProps = {
  audiences: readonly (AudienceName & CompletionGroup)[]
  total: CompletionGroup
  target: number | undefined
  /** whose figures these are */
  query: URLSearchParams
}

/**
 * How many people of each audience got how far, against the completion gate's target. A person in two audiences counts
 * once in the last row; each row leads to those who have not begun.
 */
export function CompletionTable({ audiences, total, target, query }: CompletionTableProps) {
  const many = audiences.length > 1
  return (
    <>
      <Table caption="Completion by audience" narrow="list-dense" columns="repeat(4, minmax(0, 1fr))" middle>
        <TableHead>
          <ColumnHead>Audience</ColumnHead>
          <ColumnHead hidden width="20%">
            {target === undefined ? 'Complete of those assigned' : 'Completion against its target'}
          </ColumnHead>
          {['Assigned', 'Started', 'Practised', 'Complete', 'In 7 days', 'Overdue', 'Coverage'].map((name) => (
            <ColumnHead key={name} right>
              {name}
            </ColumnHead>
          ))}
        </TableHead>
        {many && (
          <TableBody>
            {audiences.map(({ id, slug, name, ...group }) => (
              <CompletionRow key={id} name={name} group={group} target={target} query={withAudience(query, slug)} />
            ))}
          </TableBody>
        )}
        <TableFoot>
          <CompletionRow
            name={many ? 'All assigned, each person once' : 'All assigned'}
            group={total}
            target={target}
            query={query}
          />
        </TableFoot>
      </Table>
      <p className="source">
        Shares are of those assigned. Complete: every module that the milestone asks of them, in any release. Coverage:
        came to a champion’s session.
      </p>
    </>
  )
}

/** No figure crosses an audience with a cohort: within a cohort, its people are all that a row can lead to. */
function withAudience(query: URLSearchParams, slug: string): URLSearchParams {
  const narrowed = new URLSearchParams(query)
  if (!narrowed.has('cohort')) narrowed.set('audience', slug)
  return narrowed
}

type CompletionRowProps = {
  name: string
  group: CompletionGroup
  target: number | undefined
  query: URLSearchParams
}

function CompletionRow({ name, group: { counts, figures }, target, query }: CompletionRowProps) {
  const { assigned, started, practised, complete, attended } = counts
  const { thisWeek, overdue } = figures
  return (
    <Row>
      <RowHead sub={<Waiting assigned={assigned} started={started} complete={complete} query={query} />}>
        {name}
      </RowHead>
      <Cell full plot>
        <Bullet value={(complete / Math.max(1, assigned)) * 100} target={target} />
      </Cell>
      <Cell label="Assigned" right>
        {count(assigned)}
      </Cell>
      <StepCell label="Started" part={started} whole={assigned} />
      <StepCell label="Practised" part={practised} whole={assigned} />
      <StepCell label="Complete" part={complete} whole={assigned} strong />
      <Cell label="In 7 days" right>
        {thisWeek > 0 ? `+${count(thisWeek)}` : '0'}
      </Cell>
      <Cell label="Overdue" right>
        {count(overdue)}
      </Cell>
      <StepCell label="Coverage" part={attended} whole={assigned} />
    </Row>
  )
}

type WaitingProps = { assigned: number; started: number; complete: number; query: URLSearchParams }

/** Who is asked next: those who have not started; once all have, those who are not complete. */
function Waiting({ assigned, started, complete, query }: WaitingProps) {
  if (started < assigned)
    return <Link to={standingPaths.peopleWith(query, 'not started')}>{count(assigned - started)} not started</Link>
  if (complete < assigned)
    return <Link to={standingPaths.peopleWith(query, 'not complete')}>{count(assigned - complete)} not complete</Link>
  return 'Everybody is complete'
}
