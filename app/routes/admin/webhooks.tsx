import { Link } from 'react-router'
import { AdminPage } from '#app/components/admin/admin-page.tsx'
import { WebhookStateMark } from '#app/components/admin/webhook-state.tsx'
import { counted } from '#app/components/format.ts'
import { LinkButton } from '#app/components/ui/button.tsx'
import { Moment } from '#app/components/ui/date-text.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import { listWebhooks } from '#app/domain/confusion/outgoing/webhooks.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { outgoingPaths } from '#app/http/outgoing-paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/webhooks.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Webhooks · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const webhooks = await answer(() => listWebhooks(viewer))
  return { webhooks, now: new Date(), zone: viewer.migration?.timeZone ?? 'UTC' }
}

export default function WebhooksPage({ loaderData }: Route.ComponentProps) {
  const { webhooks } = loaderData
  const working = webhooks.filter(({ endedAt }) => endedAt === null).length
  const add = (
    <LinkButton to={outgoingPaths.newWebhook()} kind="primary" icon="add">
      Add a webhook
    </LinkButton>
  )
  return (
    <AdminPage
      title={working === 0 ? 'Webhooks' : counted(working, 'program is told', 'programs are told')}
      aside={webhooks.length > 0 && add}
    >
      {webhooks.length === 0 ? (
        <Problem kind="empty" level={2} title="No program is told" action={add}>
          With a webhook, the tracker of a product team hears of confusion reports as they come in and change.
        </Problem>
      ) : (
        <WebhooksTable {...loaderData} />
      )}
    </AdminPage>
  )
}

function WebhooksTable({ webhooks, now, zone }: Route.ComponentProps['loaderData']) {
  return (
    <Table caption="Webhooks" narrow="list" columns="minmax(0, 1fr)" linked>
      <TableHead>
        <ColumnHead>Webhook</ColumnHead>
        <ColumnHead width="30%">Address</ColumnHead>
        <ColumnHead width="11rem">Added</ColumnHead>
        <ColumnHead width="8rem">Waiting</ColumnHead>
        <ColumnHead width="13rem">State</ColumnHead>
      </TableHead>
      <TableBody>
        {webhooks.map((webhook) => (
          <Row key={webhook.id}>
            <RowHead>
              <Link to={outgoingPaths.webhook(webhook.id)}>{webhook.name}</Link>
            </RowHead>
            <Cell label="Address">{new URL(webhook.url).host}</Cell>
            <Cell label="Added" sub={webhook.createdBy}>
              <Moment at={webhook.createdAt} now={now} zone={zone} />
            </Cell>
            <Cell label="Waiting">{webhook.waiting}</Cell>
            <Cell label="State" sub={webhook.lastTry && <Moment at={webhook.lastTry.at} now={now} zone={zone} />}>
              <WebhookStateMark webhook={webhook} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
