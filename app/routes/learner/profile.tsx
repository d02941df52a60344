import { Form, Link, useNavigation } from 'react-router'
import { OwnPassword } from '#app/components/account/own-password.tsx'
import { dayText, localOf } from '#app/components/dates.ts'
import { counted, listed } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { NoticePreferences } from '#app/components/notices/notice-preferences.tsx'
import { OwnReports } from '#app/components/notices/own-reports.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { ChoiceField } from '#app/components/ui/choice.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { reportsTo } from '#app/domain/adoption/reports/own-reports.server.ts'
import { ROLE_WORDS } from '#app/domain/identity/people-words.ts'
import { profileOf } from '#app/domain/identity/profile.server.ts'
import { preferencesOf } from '#app/domain/notices/preferences.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/profile.ts'
import '#app/components/account/settings.css'

export const meta: Route.MetaFunction = () => [{ title: 'My settings · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const [profile, preferences, reports] = await Promise.all([
    profileOf(viewer, now),
    preferencesOf(viewer),
    reportsTo(viewer),
  ])
  const { name, email, migration } = viewer
  return { ...profile, name, email, roles: [...viewer.roles], migration, preferences, reports, now }
}

export default function ProfilePage({ loaderData }: Route.ComponentProps) {
  const { name, email, preferences, migrations } = loaderData
  return (
    <Main>
      <PageHead title={name} meta={<span>{email}</span>} />
      <div className="halves settings">
        <div>
          <section aria-labelledby="here">
            <h2 id="here">Who you are here</h2>
            <Facts {...loaderData} />
          </section>
          {migrations.length > 1 && <ChooseMigration {...loaderData} />}
          <div className="section">
            <NoticePreferences preferences={preferences} />
          </div>
          <OwnReports reports={loaderData.reports} />
        </div>
        <div>
          <section aria-labelledby="password">
            <h2 id="password">Password</h2>
            <OwnPassword lastResult={null} />
          </section>
          <Sessions sessions={loaderData.sessions} />
          <section className="section" aria-labelledby="calendar">
            <h2 id="calendar">Calendar</h2>
            <p>
              <Link to={paths.ownCalendar()}>See your sessions and due days in your own calendar</Link>
            </p>
          </section>
        </div>
      </div>
    </Main>
  )
}

type Shown = Route.ComponentProps['loaderData']

function Facts({ roles, audiences, cohorts, migration, passwordSince, now }: Shown) {
  const zone = migration?.timeZone ?? 'UTC'
  return (
    <>
      <dl className="facts">
        <dt>Migration</dt>
        <dd>{migration?.name ?? 'None yet'}</dd>
        <dt>Audiences</dt>
        <dd>{audiences.length > 0 ? audiences.join('; ') : 'None yet, so nothing is assigned to you'}</dd>
        {cohorts.length > 0 && (
          <>
            <dt>Cohort</dt>
            <dd>{cohorts.join(', ')}</dd>
          </>
        )}
        <dt>Roles</dt>
        <dd>{roles.length > 0 ? listed(roles.map((role) => ROLE_WORDS[role].name)) : 'None yet'}</dd>
        {passwordSince && (
          <>
            <dt>Password</dt>
            <dd>Chosen {dayText(localOf(passwordSince, zone).date, localOf(now, zone).date)}</dd>
          </>
        )}
      </dl>
      <p className="small muted">Is something here wrong? Your organisation's admins keep it; tell one of them.</p>
    </>
  )
}

function ChooseMigration({ migrations, migration }: Shown) {
  const busy = useNavigation().formAction === paths.chosenMigration()
  const options = migrations.map(({ id, name, organisation }) => ({ value: id, label: name, note: organisation }))
  return (
    <section className="section" aria-labelledby="migration">
      <h2 id="migration">Which migration your pages show</h2>
      <Form method="post" action={paths.chosenMigration()} className="form">
        <ChoiceField
          field={{ name: 'migration', defaultValue: migration?.id }}
          label="Migration"
          labelHidden
          options={options}
        />
        <p>
          <Button type="submit" busy={busy} busyWords="Turning">
            Show this one
          </Button>
        </p>
      </Form>
    </section>
  )
}

function Sessions({ sessions }: { sessions: number }) {
  if (sessions <= 1) return null
  return (
    <section className="section" aria-labelledby="sessions">
      <h2 id="sessions">Signed in elsewhere</h2>
      <Form method="post" action={paths.otherSessions()} className="form" preventScrollReset>
        <p>You are signed in on {counted(sessions - 1, 'other device', 'other devices')}.</p>
        <p>
          <Button type="submit" icon="signOut">
            Sign out everywhere else
          </Button>
        </p>
      </Form>
    </section>
  )
}
