import { FiguresInput, taskFiguresFor } from '#app/domain/adoption/figures-for-clients.server.ts'
import { answerClient } from '#app/http/api/call.server.ts'
import type { Route } from './+types/metrics-tasks.ts'

/** Task times and error frequencies, as the adoption page shows them. */
export const loader = ({ request }: Route.LoaderArgs) =>
  answerClient(request, FiguresInput, ({ client, query, now }) => taskFiguresFor(client, query, now))
