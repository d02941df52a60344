import { restoreSignal } from '#app/domain/adoption/signals/signal-acts.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { measurePaths } from '#app/http/confusion-measure-paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/signal-restoration.ts'

export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  await answer(() => restoreSignal(viewer, params, new Date()))
  return redirectWithToast(measurePaths.signals(), 'It is shown again.')
}
