import { endReport } from '#app/domain/adoption/reports/reports.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { redirectAfter } from '#app/http/redirect-after.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/adoption-report-end.ts'

/** Ends a report for everybody. */
export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return redirectAfter(adoptionPaths.report(params.id), async () => {
    await endReport(viewer, params.id, new Date())
    return 'The report has ended: nobody gets it any more.'
  })
}
