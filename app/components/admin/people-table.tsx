import { Link } from 'react-router'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import type { ListedPerson } from '#app/domain/identity/people-list.server.ts'
import { ROLE_WORDS } from '#app/domain/identity/people-words.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { PersonStateMark } from './person-state.tsx'

export function PeopleTable({ people, today }: { people: readonly ListedPerson[]; today: string }) {
  return (
    <Table caption="People" narrow="list" linked>
      <TableHead>
        <ColumnHead width="26%">Name</ColumnHead>
        <ColumnHead>Audiences</ColumnHead>
        <ColumnHead>Roles</ColumnHead>
        <ColumnHead width="9rem">External id</ColumnHead>
        <ColumnHead width="12rem">Sign-in</ColumnHead>
      </TableHead>
      <TableBody>
        {people.map((person) => (
          <Row key={person.id}>
            <RowHead sub={person.email}>
              <Link to={adminPaths.adminPerson(person.id)}>{person.name}</Link>
            </RowHead>
            <Cell label="Audiences" muted={person.audiences.length === 0}>
              {person.audiences.join(', ') || 'None'}
            </Cell>
            <Cell label="Roles">{person.roles.map((role) => ROLE_WORDS[role].name).join(', ')}</Cell>
            <Cell label="External id" muted>
              {person.externalId}
            </Cell>
            <Cell label="Sign-in">
              <PersonStateMark state={person.state} lastDay={person.lastDay} today={today} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
