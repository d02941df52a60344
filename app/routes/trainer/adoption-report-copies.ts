import { sendOneNow } from '#app/domain/adoption/reports/sending.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { redirectAfter } from '#app/http/redirect-after.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/adoption-report-copies.ts'

/** Sends the report to who asks, at once. */
export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return redirectAfter(adoptionPaths.report(params.id), async () => {
    await sendOneNow(viewer, params.id, new Date())
    return `It is on its way to ${viewer.email}.`
  })
}
