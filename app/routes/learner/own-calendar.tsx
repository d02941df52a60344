import { Form, Link, useNavigation } from 'react-router'
import { z } from 'zod'
import { ShownOnce } from '#app/components/admin/shown-once.tsx'
import { dayText, localOf } from '#app/components/dates.ts'
import { Main } from '#app/components/frame/main.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { feedOf, makeFeed, revokeFeed } from '#app/domain/cohorts/sessions/calendar-feed.server.ts'
import { originOf } from '#app/http/context.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/own-calendar.ts'
import '#app/components/admin/admin.css'

export const meta: Route.MetaFunction = () => [{ title: 'My calendar address · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  return { feed: await feedOf(viewer), now: new Date(), zone: viewer.migration?.timeZone ?? 'UTC' }
}

const CalendarInput = z.object({ act: z.enum(['make', 'revoke']) })

export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, CalendarInput, async ({ act }) => {
    if (act === 'make') {
      return { address: originOf(context) + paths.calendarFeed(await makeFeed(viewer, new Date())) }
    }
    await revokeFeed(viewer, new Date())
    return redirectWithToast(paths.ownCalendar(), 'The address does not work any more.')
  })
}

export default function OwnCalendarPage({ loaderData, actionData }: Route.ComponentProps) {
  const over = <Link to={paths.profile()}>My settings</Link>
  if (actionData && 'address' in actionData) {
    return (
      <Main>
        <PageHead over={over} title="Your calendar address" />
        <ShownOnce
          secret={actionData.address}
          copy="Copy the address"
          copied="The address is copied"
          note="It is not shown again. Whoever has it sees your sessions and due days, so pass it on to nobody."
          back={paths.profile()}
        >
          In your calendar choose to subscribe to a calendar, or to add one from the internet, and put this address
          there.
        </ShownOnce>
      </Main>
    )
  }
  return (
    <Main>
      <PageHead over={over} title="Your sessions in your own calendar" />
      <Address {...loaderData} />
    </Main>
  )
}

function Address({ feed, now, zone }: Route.ComponentProps['loaderData']) {
  const busy = useNavigation().state === 'submitting'
  return (
    <Form method="post" className="form">
      <p>
        A calendar that is subscribed to your address shows your sessions and the days on which something is due, and
        keeps up with changes by itself.
      </p>
      <p>
        {feed
          ? `You have an address since ${dayText(localOf(feed.createdAt, zone).date, localOf(now, zone).date)}. Making a new one ends it.`
          : 'You have no address yet.'}
      </p>
      <p className="btn-row">
        <Button
          type="submit"
          name="act"
          value="make"
          kind={feed ? 'outlined' : 'primary'}
          busy={busy}
          busyWords="Making"
        >
          {feed ? 'Make a new address' : 'Make an address'}
        </Button>
        {feed && (
          <Button type="submit" name="act" value="revoke" kind="danger">
            End the address
          </Button>
        )}
      </p>
    </Form>
  )
}
