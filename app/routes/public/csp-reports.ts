import { readJson } from '#app/http/json.server.ts'
import { plainText } from '#app/http/plain-text.ts'
import { recordViolation } from '#app/http/policy-reports.server.ts'
import type { Route } from './+types/csp-reports.ts'

/** Takes what browsers report that the content security policy stopped. */
export async function action({ request }: Route.ActionArgs) {
  const recorded = recordViolation(await readJson(request), new Date())
  return recorded ? new Response(null, { status: 204 }) : plainText('This is no report.', 400)
}
