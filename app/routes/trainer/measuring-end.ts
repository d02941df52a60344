import { endMeasuring } from '#app/domain/adoption/old-times/open-measuring.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/measuring-end.ts'

/** Ends a measuring in the old product before its last day. */
export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  await answer(() => endMeasuring(viewer, params.id, new Date()))
  return redirectWithToast(adoptionPaths.measuring(params.id), 'It is over. Nobody is asked any more.')
}
