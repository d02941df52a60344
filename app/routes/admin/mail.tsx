import { Link } from 'react-router'
import { z } from 'zod'
import { AdminPage } from '#app/components/admin/admin-page.tsx'
import { FilterForm, FilterSelect, FilterText } from '#app/components/admin/filter-form.tsx'
import { ListEnd } from '#app/components/admin/list-end.tsx'
import { MailStateMark } from '#app/components/admin/mail-state.tsx'
import { counted } from '#app/components/format.ts'
import { Moment } from '#app/components/ui/date-text.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import { listMail, MAIL_STATES, mailFigures } from '#app/domain/notices/mail-log.server.ts'
import { mailLeaves } from '#app/domain/notices/mail-sending.server.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/mail.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Mail · Gangway' }]

const Filter = z.object({
  words: z.string().max(200).optional().catch(undefined),
  state: z.enum(MAIL_STATES).optional().catch(undefined),
  after: z.string().max(1_000).optional().catch(undefined),
})

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const filter = Filter.parse(Object.fromEntries(new URL(request.url).searchParams))
  const [page, figures] = await answer(() => Promise.all([listMail(viewer, filter), mailFigures(viewer, now)]))
  return { ...page, figures, filter, mailLeaves, now, zone: viewer.migration?.timeZone ?? 'UTC' }
}

const STATES = [
  { value: 'waiting', label: 'Waiting' },
  { value: 'sent', label: 'Sent' },
  { value: 'failed', label: 'Failed' },
]

export default function MailPage({ loaderData }: Route.ComponentProps) {
  const { figures, filter, mails, next } = loaderData
  return (
    <AdminPage title={titleOf(figures)}>
      {!loaderData.mailLeaves && (
        <p className="note note-warn">
          No mail server is set, so nothing leaves. Mail is kept here; set <code>SMTP_URL</code> and start again, and
          what is younger than a week is sent.
        </p>
      )}
      <FilterForm action={adminPaths.adminMail()}>
        <FilterText name="words" label="Address or subject" value={filter.words} />
        <FilterSelect name="state" label="State" value={filter.state} all="Every state" options={STATES} />
      </FilterForm>
      <div className="section">
        {mails.length > 0 ? (
          <MailTable {...loaderData} />
        ) : (
          <Problem kind="empty" level={2} title="No mail">
            Invitations, links for new passwords and notices appear here as soon as there are any.
          </Problem>
        )}
        <ListEnd next={next} rows={50} />
      </div>
    </AdminPage>
  )
}

function titleOf({ failed, waiting, sentLastWeek }: Route.ComponentProps['loaderData']['figures']): string {
  if (failed > 0) return `${counted(failed, 'mail', 'mails')} could not be sent`
  if (waiting > 0) return `${counted(waiting, 'mail waits', 'mails wait')} to be sent`
  return sentLastWeek > 0 ? 'All mail is sent' : 'Mail'
}

function MailTable({ mails, now, zone }: Pick<Route.ComponentProps['loaderData'], 'mails' | 'now' | 'zone'>) {
  return (
    <Table caption="Mail, newest first" narrow="list" columns="minmax(0, 1fr)" linked>
      <TableHead>
        <ColumnHead>Subject</ColumnHead>
        <ColumnHead width="28%">To</ColumnHead>
        <ColumnHead width="11rem">Queued</ColumnHead>
        <ColumnHead width="13rem">State</ColumnHead>
      </TableHead>
      <TableBody>
        {mails.map((mail) => (
          <Row key={mail.id}>
            <RowHead>
              <Link to={adminPaths.adminMail(mail.id)}>{mail.subject}</Link>
            </RowHead>
            <Cell label="To">{mail.to}</Cell>
            <Cell label="Queued" oneline>
              <Moment at={mail.createdAt} now={now} zone={zone} />
            </Cell>
            <Cell label="State" sub={mail.sentAt && <Moment at={mail.sentAt} now={now} zone={zone} />}>
              <MailStateMark mail={mail} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
