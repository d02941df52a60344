import { Form, Link, useNavigation } from 'react-router'
import { Main } from '#app/components/frame/main.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { checkIn, doorOf } from '#app/domain/cohorts/running/check-in.server.ts'
import { answer, seeOther } from '#app/http/answer.server.ts'
import { addressOf } from '#app/http/context.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/check-in-code.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Check in · Gangway' }]

/** What a QR code leads to: what one is about to check in to. Looking changes nothing. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const door = await answer(() => doorOf(viewer, params.code, addressOf(context)))
  if (door.since) throw seeOther(paths.seat(door.id))
  return { door }
}

export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const from = addressOf(context)
  const { id, cohort } = await answer(() => checkIn(viewer, params.code, { asGuest: true, from }, new Date()))
  return redirectWithToast(paths.seat(id), `You are checked in to ${cohort}.`)
}

export default function CheckInByCodePage({ loaderData: { door } }: Route.ComponentProps) {
  const busy = useNavigation().state === 'submitting'
  return (
    <Main>
      <PageHead over={door.cohort} title={`Check in to “${door.title}”?`} />
      {door.asGuest && (
        <p>
          You are not in this cohort: check in as a guest. You count as having attended a session, and{' '}
          {door.champion ?? 'the champion'} sees your name.
        </p>
      )}
      <Form method="post" className="btn-row">
        <Button type="submit" kind="primary" large busy={busy} busyWords="Checking in">
          {door.asGuest ? 'Check in as a guest' : 'Check in'}
        </Button>
        <Link to={paths.home()}>Not now</Link>
      </Form>
    </Main>
  )
}
