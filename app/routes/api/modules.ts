import { ListInput } from '#app/domain/identity/client-lists.ts'
import { modulesFor } from '#app/domain/modules/modules-for-clients.server.ts'
import { answerClient } from '#app/http/api/call.server.ts'
import type { Route } from './+types/modules.ts'

/** Modules of the migration that the token is for. */
export const loader = ({ request }: Route.LoaderArgs) =>
  answerClient(request, ListInput, ({ client, query }) => modulesFor(client, query))
