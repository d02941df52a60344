import { Form, Link } from 'react-router'
import { AdminPage } from '#app/components/admin/admin-page.tsx'
import { DeliveryStateMark } from '#app/components/admin/webhook-state.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { Moment } from '#app/components/ui/date-text.tsx'
import { SectionHead } from '#app/components/ui/head.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import { readDelivery } from '#app/domain/confusion/outgoing/deliveries.server.ts'
import { readWebhook } from '#app/domain/confusion/outgoing/webhooks.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { outgoingPaths } from '#app/http/outgoing-paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/delivery.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.delivery.kind ?? 'Delivery'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const [webhook, delivery] = await answer(() =>
    Promise.all([readWebhook(viewer, params.id), readDelivery(viewer, params.id, params.delivery)]),
  )
  return { webhook, delivery, now: new Date(), zone: viewer.migration?.timeZone ?? 'UTC' }
}

type Shown = Route.ComponentProps['loaderData']

export default function DeliveryPage({ loaderData }: Route.ComponentProps) {
  const { webhook, delivery, now, zone } = loaderData
  return (
    <AdminPage
      over={<Link to={outgoingPaths.webhook(webhook.id)}>{webhook.name}</Link>}
      title={delivery.kind}
      meta={<DeliveryStateMark delivery={delivery} />}
    >
      <dl className="facts">
        <dt>Happened</dt>
        <dd>
          <Moment at={delivery.createdAt} now={now} zone={zone} />
        </dd>
        <dt>Key</dt>
        <dd className="long-word">{delivery.id}</dd>
        {delivery.state === 'waiting' && delivery.dueAt && (
          <>
            <dt>Next try</dt>
            <dd>
              <Moment at={delivery.dueAt} now={now} zone={zone} />
            </dd>
          </>
        )}
      </dl>
      <section className="section" aria-labelledby="tries">
        <SectionHead id="tries" title="Tries" />
        {delivery.attempts.length > 0 ? <TriesTable {...loaderData} /> : <p>It was not tried yet.</p>}
        {delivery.state !== 'waiting' && webhook.endedAt === null && (
          <Form method="post" action={outgoingPaths.deliveryReplay(webhook.id, delivery.id)} className="list-end">
            <Button type="submit" kind="primary" icon="refresh">
              Send it again
            </Button>
          </Form>
        )}
      </section>
      <section className="section" aria-labelledby="body">
        <SectionHead id="body" title="What is sent" />
        {delivery.body === null ? (
          <p className="muted">It holds what people reported, which trainers and migration leads may read.</p>
        ) : (
          <p className="letter">{delivery.body}</p>
        )}
      </section>
    </AdminPage>
  )
}

function TriesTable({ delivery, now, zone }: Shown) {
  return (
    <Table caption="Tries, newest first" narrow="list" columns="1fr 1fr">
      <TableHead>
        <ColumnHead>What came back</ColumnHead>
        <ColumnHead width="8rem">Status</ColumnHead>
        <ColumnHead width="8rem">Took</ColumnHead>
        <ColumnHead width="11rem">When</ColumnHead>
      </TableHead>
      <TableBody>
        {delivery.attempts.map((one) => (
          <Row key={one.id}>
            <RowHead>{one.failure ?? 'It was taken.'}</RowHead>
            <Cell label="Status">{one.status ?? 'No answer'}</Cell>
            <Cell label="Took">{one.tookMs < 1000 ? `${one.tookMs} ms` : `${(one.tookMs / 1000).toFixed(1)} s`}</Cell>
            <Cell label="When" oneline>
              <Moment at={one.at} now={now} zone={zone} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
