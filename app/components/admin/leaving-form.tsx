import { Form } from 'react-router'
import { dayText } from '#app/components/dates.ts'
import { Button } from '#app/components/ui/button.tsx'
import { Radio } from '#app/components/ui/choice.tsx'
import { TextField } from '#app/components/ui/field.tsx'
import type { PersonRecord } from '#app/domain/identity/person.server.ts'
import { adminPaths } from '#app/http/admin-paths.ts'

/** The end of somebody's time here, or the way back. */
export function LeavingForm({ person, today }: { person: PersonRecord; today: string }) {
  if (person.lastDay) return <WayBack person={person} lastDay={person.lastDay} today={today} />
  return (
    <details className="ask">
      <summary>Record that they leave</summary>
      <Form method="post" action={adminPaths.adminLeaving(person.id)} className="form" preventScrollReset>
        <div className="choices-lined">
          <Radio name="when" value="at once" defaultChecked note="Signs them out everywhere, now">
            They have left
          </Radio>
          <Radio name="when" value="on a day" note="Sign-in works to the end of that day">
            They leave on a day
          </Radio>
        </div>
        <TextField field={{ name: 'lastDay' }} label="Last day" type="date" min={today} />
        <p className="small muted">What they learned is kept, and they count in no figure from then on.</p>
        <p>
          <Button type="submit" kind="danger">
            Record leaving
          </Button>
        </p>
      </Form>
    </details>
  )
}

function WayBack({ person, lastDay, today }: { person: PersonRecord; lastDay: string; today: string }) {
  const over = lastDay < today
  return (
    <Form method="post" action={adminPaths.adminLeaving(person.id)} preventScrollReset>
      <p className="small">
        {over ? `Left after ${dayText(lastDay, today)}.` : `The last day is ${dayText(lastDay, today)}.`} Roles and
        audiences are kept as they were.
      </p>
      <Button type="submit" name="when" value="not at all">
        {over ? 'Bring them back' : 'They stay'}
      </Button>
    </Form>
  )
}
