import { reportConfusion } from '#app/domain/confusion/report.server.ts'
import { reportContext } from '#app/domain/confusion/report-context.server.ts'
import { ReportInput } from '#app/domain/confusion/report-input.ts'
import { answer } from '#app/http/answer.server.ts'
import { readForm } from '#app/http/form.server.ts'
import { requireViewerOr401 } from '#app/http/viewer.server.ts'
import type { Route } from './+types/report-new-json.ts'
import { addressOf, browserOf, releaseIn, sentAlongOf } from './report-address.server.ts'

/** What would go with a report on this block: for the form in place, which says so before sending. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const viewer = requireViewerOr401(context)
  const known = await answer(() => reportContext(viewer, addressOf(params), releaseIn(request), new Date()))
  return Response.json({ context: sentAlongOf(known, browserOf(request)) })
}

/** Takes a report from the form in place: 201 with its id, 400 with the errors by field, else a refusal's words. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewerOr401(context)
  const submission = await readForm(request, ReportInput)
  if (submission.status !== 'success') return Response.json({ errors: submission.reply().error }, { status: 400 })
  const { value } = submission
  const sent = await answer(() => reportConfusion(viewer, addressOf(params), value, browserOf(request), new Date()))
  return Response.json(sent, { status: 201 })
}
