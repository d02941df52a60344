import { copyToEdit, EditInput, saveCohortPlaybook } from '#app/domain/cohorts/cohort-playbook.server.ts'
import { Refusal } from '#app/domain/errors.ts'
import { answer, refusalResponse } from '#app/http/answer.server.ts'
import { readJson } from '#app/http/json.server.ts'
import { requireViewerOr401 } from '#app/http/viewer.server.ts'
import type { Route } from './+types/cohort-playbook-edits.ts'

/** The newest state of the copy, if it is newer than `after`; else 204. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const viewer = requireViewerOr401(context)
  const copy = await answer(() => copyToEdit(viewer, params.id, params.slug, new Date()))
  if (copy === null) throw refusalResponse(new Refusal('missing', 'Your cohort has no copy of this playbook yet.'))
  const after = Number(new URL(request.url).searchParams.get('after') ?? -1)
  return copy.state.number > after ? Response.json(copy.state) : new Response(null, { status: 204 })
}

/** Saves a state: 200 with its number; 409 with the newest one, where somebody else saved meanwhile; else a refusal. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewerOr401(context)
  const sent = EditInput.safeParse(await readJson(request))
  if (!sent.success) throw refusalResponse(new Refusal('invalid', 'This is not a playbook.'))
  const saved = await answer(() => saveCohortPlaybook(viewer, params.id, params.slug, sent.data, new Date()))
  return Response.json(saved, { status: 'saved' in saved ? 200 : 409 })
}
