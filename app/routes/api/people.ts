import { ListInput } from '#app/domain/identity/client-lists.ts'
import { peopleFor } from '#app/domain/identity/people-for-clients.server.ts'
import { answerClient } from '#app/http/api/call.server.ts'
import type { Route } from './+types/people.ts'

/** People of the migration that the token is for. */
export const loader = ({ request }: Route.LoaderArgs) =>
  answerClient(request, ListInput, ({ client, query, now }) => peopleFor(client, query, now))
