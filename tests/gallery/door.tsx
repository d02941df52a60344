import { Door } from '#app/components/door/door.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { TextField } from '#app/components/ui/field.tsx'

export function DoorPart() {
  return (
    <Door
      title="Sign in"
      now={new Date('2026-09-15T10:00:00Z')}
      way={{
        organisation: 'Brackwater Foods',
        oldProduct: 'Ledgerline',
        newProduct: 'Meridian',
        timeZone: 'Europe/London',
        stops: [
          { name: 'Pilot', state: 'closed', date: '2026-05-04' },
          { name: 'Wave 1', state: 'live', date: '2026-07-13' },
          { name: 'Cutover', state: 'training', date: '2026-10-05' },
          { name: 'Release 2026.3', state: 'planned', date: '2026-11-09' },
        ],
      }}
    >
      <form>
        <TextField field={{ name: 'email', required: true }} label="E-mail" type="email" autoComplete="username" />
        <TextField
          field={{ name: 'password', errors: ['E-mail or password is not right.'] }}
          label="Password"
          type="password"
          autoComplete="current-password"
          aside={<a href="#forgotten">Forgotten</a>}
        />
        <Button kind="primary" large type="submit">
          Sign in
        </Button>
      </form>
      <p className="small muted">No account yet? Your invitation comes by e-mail.</p>
    </Door>
  )
}
