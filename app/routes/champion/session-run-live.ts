import { runViewOf } from '#app/domain/cohorts/running/run-view.server.ts'
import { practiceTopic, sessionTopic } from '#app/domain/cohorts/running/topics.ts'
import { liveStream } from '#app/http/live-stream.server.ts'
import type { Route } from './+types/session-run-live.ts'

/** The running session, told again whenever something in it changes. */
export function loader({ request, params, context }: Route.LoaderArgs) {
  return liveStream(request, context, {
    topics: [sessionTopic(params.session), practiceTopic(params.session)],
    look: (viewer) => runViewOf(viewer, { cohort: params.id, session: params.session }, new Date()),
  })
}
