import { boardNews, boardTopic } from '#app/domain/confusion/board-news.server.ts'
import { liveStream } from '#app/http/live-stream.server.ts'
import { requireViewerOr401 } from '#app/http/viewer.server.ts'
import type { Route } from './+types/confusion-live.ts'

/** That the board has changed, told again whenever something is done about a question. */
export function loader({ request, context }: Route.LoaderArgs) {
  return liveStream(request, context, { topics: [boardTopic(requireViewerOr401(context))], look: boardNews })
}
