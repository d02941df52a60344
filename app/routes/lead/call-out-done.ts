import { calloutDone } from '#app/domain/confusion/lasting/callouts.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/call-out-done.ts'

/** A call-out waits for no release any more. */
export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  await answer(() => calloutDone(viewer, params.id, new Date()))
  return redirectWithToast(paths.publish(), 'Done.')
}
