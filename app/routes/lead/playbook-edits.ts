import { EditInput } from '#app/domain/cohorts/cohort-playbook.server.ts'
import { Refusal } from '#app/domain/errors.ts'
import { draftOf, saveDraft } from '#app/domain/playbooks/drafts.server.ts'
import { answer, refusalResponse } from '#app/http/answer.server.ts'
import { readJson } from '#app/http/json.server.ts'
import { requireViewerOr401 } from '#app/http/viewer.server.ts'
import type { Route } from './+types/playbook-edits.ts'

/** The newest state of the draft, if it is newer than `after`; else 204. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const { state } = await answer(() => draftOf(requireViewerOr401(context), params.slug))
  const after = Number(new URL(request.url).searchParams.get('after') ?? -1)
  return state.number > after ? Response.json(state) : new Response(null, { status: 204 })
}

/** Saves a state: 200 with its number; 409 with the newest one, where somebody else saved meanwhile; else a refusal. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewerOr401(context)
  const sent = EditInput.safeParse(await readJson(request))
  if (!sent.success) throw refusalResponse(new Refusal('invalid', 'This is not a playbook.'))
  const saved = await answer(() => saveDraft(viewer, params.slug, sent.data, new Date()))
  return Response.json(saved, { status: 'saved' in saved ? 200 : 409 })
}
