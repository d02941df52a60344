import { Form } from 'react-router'
import { dayText, localOf, momentText } from '#app/components/dates.ts'
import { counted } from '#app/components/format.ts'
import { Button } from '#app/components/ui/button.tsx'
import type { PersonRecord } from '#app/domain/identity/person.server.ts'
import { adminPaths } from '#app/http/admin-paths.ts'

/** How somebody gets in, and the link that helps them to. */
export function SignInFacts({ person, now, zone }: { person: PersonRecord; now: Date; zone: string }) {
  const day = (at: Date) => dayText(localOf(at, zone).date, localOf(now, zone).date)
  const purpose = person.passwordSince ? 'reset' : 'invitation'
  return (
    <section aria-labelledby="sign-in">
      <h2 id="sign-in">Sign-in</h2>
      <dl className="facts">
        <dt>E-mail</dt>
        <dd>{person.email}</dd>
        <dt>Password</dt>
        <dd>{person.passwordSince ? `Chosen ${day(person.passwordSince)}` : 'Not chosen yet'}</dd>
        {!person.passwordSince && (
          <>
            <dt>Invitation</dt>
            <dd>
              {person.invitedUntil ? `Works until ${momentText(person.invitedUntil, zone, now)}` : 'None that works'}
            </dd>
          </>
        )}
        <dt>Signed in on</dt>
        <dd>{person.sessions === 0 ? 'No device' : counted(person.sessions, 'device', 'devices')}</dd>
        <dt>Added</dt>
        <dd>{day(person.addedAt)}</dd>
      </dl>
      {person.state !== 'left' && (
        <Form method="post" action={adminPaths.adminLink(person.id, purpose)}>
          <Button
            type="submit"
            icon="mail"
            kind={purpose === 'invitation' && !person.invitedUntil ? 'primary' : 'outlined'}
          >
            {linkWords(person)}
          </Button>
        </Form>
      )}
    </section>
  )
}

function linkWords({ passwordSince, invitedUntil }: PersonRecord): string {
  if (passwordSince) return 'Send a link for a new password'
  return invitedUntil ? 'Invite again' : 'Send an invitation'
}
