import { Refusal } from '#app/domain/errors.ts'
import { storePicture } from '#app/domain/playbooks/pictures.server.ts'
import { answer, refusalResponse } from '#app/http/answer.server.ts'
import { uploadedFile } from '#app/http/upload.server.ts'
import { requireViewerOr401 } from '#app/http/viewer.server.ts'
import type { Route } from './+types/playbook-pictures.ts'

/** Stores a picture for a playbook and answers its address: 201, or a refusal's words. */
export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewerOr401(context)
  const file = await uploadedFile(request)
  if (!file) throw refusalResponse(new Refusal('invalid', 'Choose a picture.'))
  return Response.json(await answer(() => storePicture(viewer, file.bytes)), { status: 201 })
}
