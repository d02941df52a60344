import { withdrawWaiver } from '#app/domain/migrations/waivers.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/gate-waiver-withdrawal.ts'

export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  await answer(() => withdrawWaiver(viewer, params.gate, new Date()))
  return redirectWithToast(paths.milestone(params.slug), 'The waiver is withdrawn.')
}
