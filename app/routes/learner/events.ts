import { tellOfLearning } from '#app/domain/cohorts/running/rooms.server.ts'
import { Refusal } from '#app/domain/errors.ts'
import { BatchInput } from '#app/domain/practice/events.ts'
import { ingest } from '#app/domain/practice/ingest.server.ts'
import { BATCH_LIMIT } from '#app/domain/practice/limits.ts'
import { answer, refusalResponse } from '#app/http/answer.server.ts'
import { readJson } from '#app/http/json.server.ts'
import { requireViewerOr401 } from '#app/http/viewer.server.ts'
import type { Route } from './+types/events.ts'

/**
 * Takes a batch from a browser's outbox: 202 with the ids that are stored, and those that never will be. Anything else
 * keeps the outbox: 401 until the person signs in again, 400 because sending it again would not help either.
 */
export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewerOr401(context)
  const batch = BatchInput.safeParse(await readJson(request))
  if (!batch.success) throw refusalResponse(new Refusal('invalid', WRONG_SHAPE))
  const receipt = await answer(() => ingest(viewer, batch.data, new Date()))
  tellOfLearning(viewer.personId)
  return Response.json(receipt, { status: 202 })
}

const WRONG_SHAPE = `A batch is { "events": [ … ] }: at most ${BATCH_LIMIT} events, each with an id. Nothing was stored.`
