import { measures } from '#app/http/measures.server.ts'
import { mayReadMeasures } from '#app/http/measures-access.server.ts'
import { plainText } from '#app/http/plain-text.ts'
import type { Route } from './+types/metrics.ts'

/** The process's measures for Prometheus; for admins, and for who knows METRICS_TOKEN. */
export async function loader({ request, context }: Route.LoaderArgs) {
  if (!mayReadMeasures(request, context)) {
    return plainText('An admin or METRICS_TOKEN is needed.', 401, { 'WWW-Authenticate': 'Bearer' })
  }
  return new Response(await measures.metrics(), { headers: { 'Content-Type': measures.contentType } })
}
