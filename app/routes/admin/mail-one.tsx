import { Form, Link } from 'react-router'
import { AdminPage } from '#app/components/admin/admin-page.tsx'
import { MailStateMark } from '#app/components/admin/mail-state.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { Moment } from '#app/components/ui/date-text.tsx'
import { readMail } from '#app/domain/notices/mail-log.server.ts'
import { mailLeaves } from '#app/domain/notices/mail-sending.server.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/mail-one.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.mail.subject ?? 'Mail'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const mail = await answer(() => readMail(viewer, params.id))
  return { mail, mailLeaves, now: new Date(), zone: viewer.migration?.timeZone ?? 'UTC' }
}

export default function OneMailPage({ loaderData }: Route.ComponentProps) {
  const { mail, now, zone } = loaderData
  return (
    <AdminPage
      over={<Link to={adminPaths.adminMail()}>Mail</Link>}
      title={mail.subject}
      meta={<MailStateMark mail={mail} />}
    >
      <dl className="facts">
        <dt>To</dt>
        <dd>{mail.personId ? <Link to={adminPaths.adminPerson(mail.personId)}>{mail.to}</Link> : mail.to}</dd>
        <dt>Queued</dt>
        <dd>
          <Moment at={mail.createdAt} now={now} zone={zone} />
        </dd>
        {mail.sentAt && (
          <>
            <dt>Sent</dt>
            <dd>
              <Moment at={mail.sentAt} now={now} zone={zone} />
            </dd>
          </>
        )}
        {mail.files.length > 0 && (
          <>
            <dt>Files with it</dt>
            <dd>{mail.files.join(', ')}</dd>
          </>
        )}
        {mail.failure && (
          <>
            <dt>The mail server said</dt>
            <dd>{mail.failure}</dd>
          </>
        )}
      </dl>
      <p className="letter">{mail.text}</p>
      {mail.state === 'failed' && loaderData.mailLeaves && (
        <Form method="post" action={adminPaths.adminMailSending(mail.id)} className="list-end">
          <Button type="submit" kind="primary" icon="refresh">
            Send it again
          </Button>
        </Form>
      )}
    </AdminPage>
  )
}
