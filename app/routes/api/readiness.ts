import { z } from 'zod'
import { readinessFor } from '#app/domain/migrations/readiness-for-clients.server.ts'
import { answerClient } from '#app/http/api/call.server.ts'
import type { Route } from './+types/readiness.ts'

/** Whether a milestone's gates hold. */
export const loader = ({ request, params }: Route.LoaderArgs) =>
  answerClient(request, z.object({}), ({ client, now }) => readinessFor(client, params.slug, now))
