import { ReportsInput, reportsFor } from '#app/domain/confusion/reports-for-clients.server.ts'
import { answerClient } from '#app/http/api/call.server.ts'
import type { Route } from './+types/confusion-reports.ts'

/** What confused people, and what became of it. */
export const loader = ({ request }: Route.LoaderArgs) =>
  answerClient(request, ReportsInput, ({ client, query }) => reportsFor(client, query))
