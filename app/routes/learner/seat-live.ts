import { seatViewOf } from '#app/domain/cohorts/running/run-view.server.ts'
import { sessionTopic } from '#app/domain/cohorts/running/topics.ts'
import { liveStream } from '#app/http/live-stream.server.ts'
import type { Route } from './+types/seat-live.ts'

/** A session on the phone of somebody in it, told again whenever it moves on. */
export function loader({ request, params, context }: Route.LoaderArgs) {
  return liveStream(request, context, {
    topics: [sessionTopic(params.session)],
    look: (viewer) => seatViewOf(viewer, params.session),
  })
}
