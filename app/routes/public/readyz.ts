import { plainText } from '#app/http/plain-text.ts'
import { unready } from '#app/http/readiness.server.ts'

/** 200 only while the database answers and its schema is this release's: a load balancer sends visitors by it. */
export async function loader() {
  const reason = await unready()
  return reason === null ? plainText('ready') : plainText(reason, 503)
}
