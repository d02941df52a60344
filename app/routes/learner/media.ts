import { Refusal } from '#app/domain/errors.ts'
import { mediaBytes, mediaOf } from '#app/domain/modules/media.server.ts'
import { refusalResponse } from '#app/http/answer.server.ts'
import { mediaResponse } from '#app/http/media.server.ts'
import { requireViewerOr401 } from '#app/http/viewer.server.ts'
import type { Route } from './+types/media.ts'

/** A picture, film or captions file of a module, `/media/<hash>.<extension>`, whole or the range that a player asks for. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  requireViewerOr401(context)
  const [hash = '', extension = ''] = params.file.split('.')
  const media = await mediaOf(hash)
  if (!media) throw refusalResponse(new Refusal('missing', 'There is no such file.'))
  return mediaResponse(request, { ...media, extension, read: (start, end) => mediaBytes(hash, start, end) })
}
