import { Form } from 'react-router'
import { dayText } from '#app/components/dates.ts'
import { Button } from '#app/components/ui/button.tsx'
import { SelectField, TextField } from '#app/components/ui/field.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import type { HeldMembership, PersonRecord } from '#app/domain/identity/person.server.ts'
import { adminPaths } from '#app/http/admin-paths.ts'

/** The audiences of a person, with the days on which they hold. */
export function MembershipsTable({ person, today }: { person: PersonRecord; today: string }) {
  if (person.memberships.length === 0) {
    return <p className="small muted">In no audience, so nothing is assigned to {person.name} yet.</p>
  }
  return (
    <Table caption={`Audiences of ${person.name}`} narrow="list" columns="1fr 1fr auto" middle>
      <TableHead>
        <ColumnHead>Audience</ColumnHead>
        <ColumnHead>From</ColumnHead>
        <ColumnHead>To</ColumnHead>
        <ColumnHead right hidden>
          Change
        </ColumnHead>
      </TableHead>
      <TableBody>
        {person.memberships.map((membership) => (
          <Row key={membership.id}>
            <RowHead>{membership.audience}</RowHead>
            <Cell label="From">{dayText(membership.from, today)}</Cell>
            <Cell label="To" muted>
              {membership.to ? lastDayWords(membership, today) : 'Open'}
            </Cell>
            <Cell right>
              {(membership.to === null || membership.to > today) && (
                <EndMembership person={person} of={membership} today={today} />
              )}
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

/** What is kept is the first day on which it no longer holds; what people say is the last on which it did. */
function lastDayWords({ from, to }: HeldMembership, today: string): string {
  if (to === null) return 'Open'
  if (to <= from) return 'Never began'
  return dayText(new Date(Date.parse(`${to}T00:00Z`) - 86_400_000).toISOString().slice(0, 10), today)
}

function EndMembership({ person, of, today }: { person: PersonRecord; of: HeldMembership; today: string }) {
  return (
    <Form method="post" action={adminPaths.adminMembership(person.id, of.id)} preventScrollReset>
      <input type="hidden" name="to" value={today} />
      <Button type="submit" kind="quiet">
        End<span className="sr"> {of.audience}</span>
      </Button>
    </Form>
  )
}

type Choice = { value: string; label: string }

/** Puts the person into one more audience. */
export function JoinAudience({
  person,
  audiences,
  today,
}: {
  person: PersonRecord
  audiences: Choice[]
  today: string
}) {
  if (audiences.length === 0) return null
  return (
    <details className="ask">
      <summary>Put into another audience</summary>
      <Form method="post" action={adminPaths.adminMemberships(person.id)} className="form" preventScrollReset>
        <SelectField field={{ name: 'audienceId' }} label="Audience" options={audiences} />
        <div className="fields-line">
          <TextField field={{ name: 'from', defaultValue: today }} label="From" type="date" required />
          <TextField field={{ name: 'to' }} label="To" type="date" hint="Empty: no end is known" />
        </div>
        <p>
          <Button type="submit">Put into the audience</Button>
        </p>
      </Form>
    </details>
  )
}
