import { completionFiguresFor, FiguresInput } from '#app/domain/adoption/figures-for-clients.server.ts'
import { answerClient } from '#app/http/api/call.server.ts'
import type { Route } from './+types/metrics-completion.ts'

/** Completion, up to date and coverage, as the adoption page shows them. */
export const loader = ({ request }: Route.LoaderArgs) =>
  answerClient(request, FiguresInput, ({ client, query, now }) => completionFiguresFor(client, query, now))
