import { practiceTopic, sessionTopic } from '#app/domain/cohorts/running/topics.ts'
import { liveStream } from '#app/http/live-stream.server.ts'
import type { Route } from './+types/session-room-live.ts'
import { roomScreenOf } from './session-room.server.ts'

/** The big screen, told again whenever something on it changes. */
export function loader({ request, params, context }: Route.LoaderArgs) {
  return liveStream(request, context, {
    topics: [sessionTopic(params.session), practiceTopic(params.session)],
    look: (viewer) => roomScreenOf(viewer, { cohort: params.id, session: params.session }, context),
  })
}
