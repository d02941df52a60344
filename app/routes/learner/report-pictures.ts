import { data } from 'react-router'
import { knownId } from '#app/domain/confusion/known-id.ts'
import { addPicture } from '#app/domain/confusion/pictures.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { requireViewerOr401 } from '#app/http/viewer.server.ts'
import type { Route } from './+types/report-pictures.ts'
import { pictureOf } from './report-picture-form.server.ts'

/** Takes a screenshot from the form in place, once its report is there: 201 with its id, else a refusal's words. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewerOr401(context)
  const added = await answer(async () => {
    const { input, bytes } = await pictureOf(request)
    return addPicture(viewer, knownId(params.id), input, bytes, new Date())
  })
  return Response.json(added, { status: 201 })
}

/** The address only takes forms. */
export function loader() {
  throw data(null, { status: 405, headers: { Allow: 'POST' } })
}
