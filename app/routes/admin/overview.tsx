import { Link } from 'react-router'
import { AdminPage } from '#app/components/admin/admin-page.tsx'
import { AuditTable } from '#app/components/admin/audit-table.tsx'
import { count, counted } from '#app/components/format.ts'
import { LinkButton } from '#app/components/ui/button.tsx'
import { SectionHead } from '#app/components/ui/head.tsx'
import { listWebhooks } from '#app/domain/confusion/outgoing/webhooks.server.ts'
import type { ListedWebhook } from '#app/domain/confusion/outgoing/webhooks.ts'
import { readAuditLog } from '#app/domain/identity/audit-log.server.ts'
import { type PeopleFigures, peopleFigures } from '#app/domain/identity/overview.server.ts'
import { type MailFigures, mailFigures } from '#app/domain/notices/mail-log.server.ts'
import { mailLeaves } from '#app/domain/notices/mail-sending.server.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { outgoingPaths } from '#app/http/outgoing-paths.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/overview.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Administration · Gangway' }]

const NEWEST = 8

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const [people, mail, log, webhooks] = await answer(() =>
    Promise.all([peopleFigures(viewer, now), mailFigures(viewer, now), readAuditLog(viewer, {}), listWebhooks(viewer)]),
  )
  const zone = viewer.migration?.timeZone ?? 'UTC'
  return {
    people,
    mail,
    mailLeaves,
    webhooks,
    lines: log.lines.slice(0, NEWEST),
    migration: viewer.migration,
    now,
    zone,
  }
}

export default function AdminOverview({ loaderData }: Route.ComponentProps) {
  const { people, mail, webhooks, lines, migration, now, zone } = loaderData
  return (
    <AdminPage
      over={migration ? `${migration.name}, ${migration.organisation}` : undefined}
      title={headline(people, mail, webhooks, migration !== null)}
      aside={
        migration ? (
          <LinkButton to={adminPaths.adminNewPerson()} kind="primary" icon="add">
            Add a person
          </LinkButton>
        ) : (
          <LinkButton to={paths.publish()} kind="primary">
            Publish content
          </LinkButton>
        )
      }
    >
      <ul className="linked">
        <li>
          <Link to={adminPaths.adminPeople()}>People</Link>
          <span>{peopleWords(people)}</span>
        </li>
        <li>
          <Link to={adminPaths.adminAudiences()}>Audiences</Link>
          <span>{audienceWords(people)}</span>
        </li>
        <li>
          <Link to={adminPaths.adminMail()}>Mail</Link>
          <span>{mailWords(mail, loaderData.mailLeaves)}</span>
        </li>
        <li>
          <Link to={outgoingPaths.webhooks()}>Webhooks</Link>
          <span>{webhookWords(webhooks)}</span>
        </li>
        <li>
          <Link to={paths.publish()}>Content</Link>
          <span>
            {migration
              ? 'Publish new releases, with a preview of who will be asked to do what'
              : 'Nothing is published yet'}
          </span>
        </li>
      </ul>
      <section className="section" aria-labelledby="newest">
        <SectionHead
          id="newest"
          title="Newest changes"
          aside={<Link to={adminPaths.adminAudit()}>The whole audit log</Link>}
        />
        <AuditTable lines={lines} now={now} zone={zone} />
      </section>
    </AdminPage>
  )
}

/** What needs an admin most, as the page's title. */
function headline(
  people: PeopleFigures,
  mail: MailFigures,
  webhooks: readonly ListedWebhook[],
  published: boolean,
): string {
  if (!published) return 'Next: publish the content'
  if (mail.failed > 0) return `${counted(mail.failed, 'mail', 'mails')} could not be sent`
  const failing = webhooks.find(fails)
  if (failing) return `${failing.name} does not take what it is told`
  if (people.withoutLink > 0) return `${counted(people.withoutLink, 'person has', 'people have')} no working invitation`
  if (people.admins === 1) return 'There is only one admin'
  return 'Nothing waits for you'
}

function peopleWords({ active, invited, leaving, left }: PeopleFigures): string {
  const parts = [`${count(active)} active`]
  if (invited > 0) parts.push(`${count(invited)} without a password yet`)
  if (leaving > 0) parts.push(`${count(leaving)} about to leave`)
  if (left > 0) parts.push(`${count(left)} left`)
  return parts.join(', ')
}

function audienceWords({ audiences, withoutAudience }: PeopleFigures): string {
  if (audiences === 0) return 'None yet'
  const nobody =
    withoutAudience === 0 ? 'everybody is in one' : `${counted(withoutAudience, 'person is', 'people are')} in none`
  return `${counted(audiences, 'audience', 'audiences')}; ${nobody}`
}

const fails = ({ endedAt, lastTry }: ListedWebhook): boolean => endedAt === null && (lastTry?.failure ?? null) !== null

function webhookWords(webhooks: readonly ListedWebhook[]): string {
  const working = webhooks.filter(({ endedAt }) => endedAt === null)
  if (working.length === 0) return 'No program is told of confusion reports'
  const failing = working.filter(fails).length
  const told = counted(working.length, 'program is told', 'programs are told')
  return failing === 0 ? told : `${told}, ${counted(failing, 'fails', 'fail')}`
}

function mailWords({ waiting, sentLastWeek }: MailFigures, leaves: boolean): string {
  if (!leaves)
    return `No mail server is set: ${waiting === 0 ? 'mail is' : counted(waiting, 'mail is', 'mails are')} kept here`
  return `${count(sentLastWeek)} sent in the last seven days, ${count(waiting)} waiting`
}
