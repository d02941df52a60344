import { endAlertRule } from '#app/domain/adoption/alerts/alert-rules.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { redirectAfter } from '#app/http/redirect-after.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/adoption-alert-end.ts'

/** Ends an alert, with what it told. */
export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return redirectAfter(adoptionPaths.alert(params.id), async () => {
    await endAlertRule(viewer, params.id, new Date())
    return 'The alert has ended.'
  })
}
