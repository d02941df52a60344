import { Link } from 'react-router'
import type { PersonRow } from '#app/domain/adoption/standings/people.server.ts'
import { paths } from '#app/http/paths.ts'
import { shortDayText } from '../dates.ts'
import { Progress } from '../ui/progress.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import { Fold, isFolded } from './fold.tsx'
import { WHY } from './need-words.ts'
import './people-lines.css'

/** How many people a phone shows at once. */
const SHOWN = 15

/** People by name, with why they need help and what can be done. No times, and no order but that of names. */
export function PeopleTable({ people, today }: { people: readonly PersonRow[]; today: string }) {
  const folded = isFolded(people.length, SHOWN)
  return (
    <Fold folded={folded} all={`Show all ${people.length} people of this list`} className="people-lines">
      <Table caption="People" narrow="list" columns="minmax(0, 1fr) auto" middle>
        <TableHead>
          <ColumnHead>Name</ColumnHead>
          <ColumnHead>Why</ColumnHead>
          <ColumnHead>Next for them</ColumnHead>
          <ColumnHead>Last active</ColumnHead>
          <ColumnHead>Cohort</ColumnHead>
          <ColumnHead hidden>Act</ColumnHead>
        </TableHead>
        <TableBody>
          {people.map((person, place) => (
            <PersonLine key={person.id} person={person} today={today} more={folded && place >= SHOWN} />
          ))}
        </TableBody>
      </Table>
    </Fold>
  )
}

function PersonLine({ person, today, more }: { person: PersonRow; today: string; more: boolean }) {
  const { id, name, why, asked, done, next, lastOn, cohort } = person
  return (
    <Row more={more}>
      <RowHead>
        <Link to={paths.person(id)}>{name}</Link>
      </RowHead>
      <Cell>
        <Whys why={why} complete={done === asked} />
      </Cell>
      <Cell full>
        {next && <p>{next}</p>}
        <Progress done={done} total={asked} unit={['module', 'modules']} />
      </Cell>
      <Cell label="Last active" oneline>
        {lastOn ? shortDayText(lastOn, today) : <span className="muted">Not yet</span>}
      </Cell>
      <Cell>
        {cohort ? <Link to={paths.cohort(cohort.id)}>{cohort.name}</Link> : <span className="muted">No cohort</span>}
      </Cell>
      <Cell>
        {cohort && why.length > 0 && (
          <Link to={paths.newNudge(cohort.id, [id])} aria-label={`Remind ${name}`}>
            Remind
          </Link>
        )}
      </Cell>
    </Row>
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
