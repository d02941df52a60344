import { Link } from 'react-router'
import type { PersonRow } from '#app/domain/adoption/standings/people.server.ts'
import { paths } from '#app/http/paths.ts'
import { shortDayText } from '../dates.ts'
import { Progress } from '../ui/progress.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import { WHY } from './need-words.ts'

/** People by name, with why they need help and what can be done. No times, and no order but that of names. */
export function PeopleTable({ people, today }: { people: readonly PersonRow[]; today: string }) {
  return (
    <Table caption="People" narrow="list" columns="1fr 1fr" middle>
      <TableHead>
        <ColumnHead>Name</ColumnHead>
        <ColumnHead>Why</ColumnHead>
        <ColumnHead>Next for them</ColumnHead>
        <ColumnHead>Last active</ColumnHead>
        <ColumnHead>Cohort</ColumnHead>
        <ColumnHead hidden>Act</ColumnHead>
      </TableHead>
      <TableBody>
        {people.map(({ id, name, why, asked, done, next, lastOn, cohort }) => (
          <Row key={id}>
            <RowHead>
              <Link to={paths.person(id)}>{name}</Link>
            </RowHead>
            <Cell label="Why" full>
              <Whys why={why} complete={done === asked} />
            </Cell>
            <Cell label="Next for them" full>
              {next && <p>{next}</p>}
              <Progress done={done} total={asked} unit={['module', 'modules']} />
            </Cell>
            <Cell label="Last active" oneline>
              {lastOn ? shortDayText(lastOn, today) : <span className="muted">Not yet</span>}
            </Cell>
            <Cell label="Cohort">
              {cohort ? <Link to={paths.cohort(cohort.id)}>{cohort.name}</Link> : <span className="muted">None</span>}
            </Cell>
            <Cell>
              {cohort && why.length > 0 && (
                <Link to={paths.newNudge(cohort.id, [id])} aria-label={`Remind ${name}`}>
                  Remind
                </Link>
              )}
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

function Whys({ why, complete }: { why: PersonRow['why']; complete: boolean }) {
  const told = why.flatMap((need) => WHY[need] ?? [])
  if (told.length === 0) return complete ? <StatusMark state="done">Complete</StatusMark> : 'On the way'
  return (
    <ul className="plain-list">
      {told.map(({ state, words }) => (
        <li key={words}>
          <StatusMark state={state}>{words}</StatusMark>
        </li>
      ))}
    </ul>
  )
}
