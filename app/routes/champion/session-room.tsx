import { RoomScreen } from '#app/components/run/room-screen.tsx'
import { runPageOf } from '#app/domain/cohorts/running/run-page.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { hostOf } from '#app/http/context.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/session-room.ts'
import { roomScreenOf } from './session-room.server.ts'

export const handle = { bare: true }

export const meta: Route.MetaFunction = () => [{ title: 'The room · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const address = { cohort: params.id, session: params.session }
  return answer(async () => {
    const [{ session, agenda }, view] = await Promise.all([
      runPageOf(viewer, address, now),
      roomScreenOf(viewer, address, context),
    ])
    const titles = agenda.map(({ title }) => title)
    return { session, titles, view, made: now.toISOString(), host: hostOf(context) }
  })
}

/** For the projector: no names on it. */
export default function SessionRoomPage({ loaderData }: Route.ComponentProps) {
  return <RoomScreen {...loaderData} />
}
