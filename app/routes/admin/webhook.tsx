import { Form, Link } from 'react-router'
import { z } from 'zod'
import { AdminPage } from '#app/components/admin/admin-page.tsx'
import { FilterForm, FilterSelect } from '#app/components/admin/filter-form.tsx'
import { ListEnd } from '#app/components/admin/list-end.tsx'
import { DeliveryStateMark, WebhookStateMark } from '#app/components/admin/webhook-state.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { Moment } from '#app/components/ui/date-text.tsx'
import { SectionHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import { DELIVERIES_PAGE, listDeliveries } from '#app/domain/confusion/outgoing/deliveries.server.ts'
import { readWebhook } from '#app/domain/confusion/outgoing/webhooks.server.ts'
import { DELIVERY_STATES, deliveryStateWords } from '#app/domain/confusion/outgoing/webhooks.ts'
import { answer } from '#app/http/answer.server.ts'
import { outgoingPaths } from '#app/http/outgoing-paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/webhook.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.webhook.name ?? 'Webhook'} · Gangway` },
]

const Filter = z.object({
  state: z.enum(DELIVERY_STATES).optional().catch(undefined),
  after: z.string().max(1_000).optional().catch(undefined),
})

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const filter = Filter.parse(Object.fromEntries(new URL(request.url).searchParams))
  const [webhook, page] = await answer(() =>
    Promise.all([readWebhook(viewer, params.id), listDeliveries(viewer, params.id, filter)]),
  )
  return {
    ...page,
    webhook,
    filter,
    rows: DELIVERIES_PAGE,
    now: new Date(),
    zone: viewer.migration?.timeZone ?? 'UTC',
  }
}

const STATES = DELIVERY_STATES.map((state) => ({ value: state, label: deliveryStateWords[state] }))

type Shown = Route.ComponentProps['loaderData']

export default function WebhookPage({ loaderData }: Route.ComponentProps) {
  const { webhook, filter, deliveries, next, rows } = loaderData
  return (
    <AdminPage
      over={<Link to={outgoingPaths.webhooks()}>Webhooks</Link>}
      title={webhook.name}
      meta={<WebhookStateMark webhook={webhook} />}
      aside={
        webhook.endedAt === null && (
          <Form method="post" action={outgoingPaths.webhookEnd(webhook.id)}>
            <Button type="submit" kind="quiet">
              End this webhook
            </Button>
          </Form>
        )
      }
    >
      <WebhookFacts {...loaderData} />
      <section className="section" aria-labelledby="told">
        <SectionHead id="told" title="What it was told" />
        <FilterForm action={outgoingPaths.webhook(webhook.id)}>
          <FilterSelect name="state" label="State" value={filter.state} all="Every state" options={STATES} />
        </FilterForm>
        {deliveries.length > 0 ? (
          <DeliveriesTable {...loaderData} />
        ) : (
          <Problem kind="empty" level={3} title={filter.state ? 'Nothing in this state' : 'Nothing yet'}>
            What is told appears here with each report and each change, and is kept for 30 days.
          </Problem>
        )}
        <ListEnd next={next} rows={rows} />
      </section>
    </AdminPage>
  )
}

function WebhookFacts({ webhook, now, zone }: Shown) {
  return (
    <dl className="facts">
      <dt>Address</dt>
      <dd className="long-word">{webhook.url}</dd>
      <dt>Added</dt>
      <dd>
        <Moment at={webhook.createdAt} now={now} zone={zone} /> by {webhook.createdBy}
      </dd>
      {webhook.endedAt && (
        <>
          <dt>Ended</dt>
          <dd>
            <Moment at={webhook.endedAt} now={now} zone={zone} />
          </dd>
        </>
      )}
      {webhook.lastTry?.failure && (
        <>
          <dt>The last try</dt>
          <dd>{webhook.lastTry.failure}</dd>
        </>
      )}
      <dt>Waiting</dt>
      <dd>{webhook.waiting}</dd>
      <dt>Given up</dt>
      <dd>{webhook.givenUp}</dd>
    </dl>
  )
}

function DeliveriesTable({ webhook, deliveries, now, zone }: Shown) {
  return (
    <Table caption="Deliveries, newest first" narrow="list" columns="1fr 1fr" linked>
      <TableHead>
        <ColumnHead>Event</ColumnHead>
        <ColumnHead width="11rem">Happened</ColumnHead>
        <ColumnHead width="6rem">Tries</ColumnHead>
        <ColumnHead width="11rem">Next try</ColumnHead>
        <ColumnHead width="11rem">State</ColumnHead>
      </TableHead>
      <TableBody>
        {deliveries.map((delivery) => (
          <Row key={delivery.id}>
            <RowHead>
              <Link to={outgoingPaths.delivery(webhook.id, delivery.id)}>{delivery.kind}</Link>
            </RowHead>
            <Cell label="Happened" oneline>
              <Moment at={delivery.createdAt} now={now} zone={zone} />
            </Cell>
            <Cell label="Tries">{delivery.tries}</Cell>
            <Cell label="Next try">
              {delivery.state === 'waiting' && delivery.dueAt ? (
                <Moment at={delivery.dueAt} now={now} zone={zone} />
              ) : (
                'None'
              )}
            </Cell>
            <Cell label="State">
              <DeliveryStateMark delivery={delivery} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
