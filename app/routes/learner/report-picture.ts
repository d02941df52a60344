import { knownId } from '#app/domain/confusion/known-id.ts'
import { pictureBytes, removePicture } from '#app/domain/confusion/pictures.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer, requireViewerOr401 } from '#app/http/viewer.server.ts'
import type { Route } from './+types/report-picture.ts'

/** A screenshot, for who may read its report. No browser keeps it: it may be removed, and another may sit there next. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewerOr401(context)
  const bytes = await answer(() => pictureBytes(viewer, knownId(params.picture)))
  return new Response(bytes, {
    headers: {
      'Content-Type': 'image/webp',
      'Content-Length': String(bytes.length),
      'Content-Disposition': 'inline; filename="screenshot.webp"',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'private, no-store',
    },
  })
}

/** Removes it from a report of one's own. */
export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const { reportId } = await answer(() => removePicture(viewer, knownId(params.picture)))
  return redirectWithToast(paths.report(reportId), 'The screenshot is removed.')
}
