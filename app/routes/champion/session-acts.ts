import { ActInput } from '#app/domain/cohorts/running/act-input.server.ts'
import { actIn } from '#app/domain/cohorts/running/acting.server.ts'
import { runViewOf } from '#app/domain/cohorts/running/run-view.server.ts'
import { Refusal } from '#app/domain/errors.ts'
import { answer, refusalResponse } from '#app/http/answer.server.ts'
import { readJson } from '#app/http/json.server.ts'
import { requireViewerOr401 } from '#app/http/viewer.server.ts'
import type { Route } from './+types/session-acts.ts'

/** One act of the page's script, answered with the session as it stands then. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewerOr401(context)
  const act = ActInput.safeParse(await readJson(request))
  if (!act.success) throw refusalResponse(new Refusal('invalid', act.error.issues[0]?.message ?? 'Not understood.'))
  const address = { cohort: params.id, session: params.session }
  return answer(async () => {
    await actIn(viewer, address, act.data, new Date())
    return Response.json({ view: await runViewOf(viewer, address, new Date()) })
  })
}
