import { Form } from 'react-router'
import { dayText, localOf } from '#app/components/dates.ts'
import { Button } from '#app/components/ui/button.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import { ROLE_WORDS } from '#app/domain/identity/people-words.ts'
import type { PersonRecord } from '#app/domain/identity/person.server.ts'
import { ROLES, type Role } from '#app/domain/identity/viewer.ts'
import { adminPaths } from '#app/http/admin-paths.ts'

type RolesTableProps = { person: PersonRecord; hasMigration: boolean; now: Date; zone: string }

/** Every role: what it may do, whether this person has it, and the change to that. */
export function RolesTable({ person, hasMigration, now, zone }: RolesTableProps) {
  const today = localOf(now, zone).date
  return (
    <Table caption={`Roles of ${person.name}`} narrow="list" columns="1fr auto" middle>
      <TableHead>
        <ColumnHead>Role</ColumnHead>
        <ColumnHead>Held</ColumnHead>
        <ColumnHead right hidden>
          Change
        </ColumnHead>
      </TableHead>
      <TableBody>
        {ROLES.map((role) => {
          const held = person.roles.find((one) => one.role === role)
          return (
            <Row key={role}>
              <RowHead sub={ROLE_WORDS[role].can}>{ROLE_WORDS[role].name}</RowHead>
              <Cell label="Held" muted={!held}>
                {held
                  ? `Since ${dayText(localOf(held.since, zone).date, today)}${held.givenBy ? `, by ${held.givenBy}` : ''}`
                  : 'No'}
              </Cell>
              <Cell right muted>
                {hasMigration || role === 'admin' ? (
                  <RoleChange person={person} role={role} held={Boolean(held)} />
                ) : (
                  'After publishing'
                )}
              </Cell>
            </Row>
          )
        })}
      </TableBody>
    </Table>
  )
}

function RoleChange({ person, role, held }: { person: PersonRecord; role: Role; held: boolean }) {
  return (
    <Form method="post" action={adminPaths.adminRoles(person.id)} preventScrollReset>
      <input type="hidden" name="role" value={role} />
      <Button type="submit" kind="quiet" name="change" value={held ? 'end' : 'give'}>
        {held ? 'End' : 'Give'}
        <span className="sr"> the role {ROLE_WORDS[role].name}</span>
      </Button>
    </Form>
  )
}
