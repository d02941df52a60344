import { CompletionsInput, completionsFor } from '#app/domain/progress/completions-for-clients.server.ts'
import { answerClient } from '#app/http/api/call.server.ts'
import type { Route } from './+types/completions.ts'

/** Who completed what, and when. */
export const loader = ({ request }: Route.LoaderArgs) =>
  answerClient(request, CompletionsInput, ({ client, query }) => completionsFor(client, query))
