import { data } from 'react-router'
import { knownId } from '#app/domain/confusion/known-id.ts'
import { sayMeToo } from '#app/domain/confusion/me-too.server.ts'
import { MeTooInput } from '#app/domain/confusion/report-input.ts'
import { Refusal } from '#app/domain/errors.ts'
import { answer, refusalResponse } from '#app/http/answer.server.ts'
import { readForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer, requireViewerOr401 } from '#app/http/viewer.server.ts'
import type { Route } from './+types/me-toos.ts'

/** "Me too": answered in JSON to our scripts, and to a plain form by going back to the block. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const asksForJson = request.headers.get('accept')?.includes('application/json') ?? false
  const viewer = asksForJson ? requireViewerOr401(context) : requireViewer(context)
  const submission = await readForm(request, MeTooInput)
  if (submission.status !== 'success') throw refusalResponse(new Refusal('invalid', 'Keep it under 2,000 characters.'))
  const { value } = submission
  const place = await answer(() => sayMeToo(viewer, knownId(params.id), value, new Date()))
  if (asksForJson) return Response.json({ said: true })
  return redirectWithToast(paths.module(place.moduleSlug, place.blockId), 'Noted. You are told what becomes of it.')
}

/** The address only takes forms. */
export function loader() {
  throw data(null, { status: 405, headers: { Allow: 'POST' } })
}
