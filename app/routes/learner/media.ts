import { Refusal } from '#app/domain/errors.ts'
import { mediaBytes, mediaOf } from '#app/domain/modules/media.server.ts'
import { unpublishedMedia } from '#app/domain/modules/publication/working-copy.server.ts'
import { refusalResponse } from '#app/http/answer.server.ts'
import { mediaResponse } from '#app/http/media.server.ts'
import { requireViewerOr401 } from '#app/http/viewer.server.ts'
import type { Route } from './+types/media.ts'

/** A picture, film or captions file of a module, `/media/<hash>.<extension>`, whole or the range that a player asks for. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const viewer = requireViewerOr401(context)
  const [hash = '', extension = ''] = params.file.split('.')
  const media = await mediaOf(hash)
  if (!media) {
    const bytes = await unpublishedMedia(viewer, hash)
    if (!bytes) throw refusalResponse(new Refusal('missing', 'There is no such file.'))
    const read = async (start: number, end: number) => bytes.subarray(start, end + 1)
    return mediaResponse(request, { hash, size: bytes.length, extension, read })
  }
  return mediaResponse(request, { ...media, extension, read: (start, end) => mediaBytes(hash, start, end) })
}
