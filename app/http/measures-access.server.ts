import { createHash, timingSafeEqual } from 'node:crypto'
import { can } from '#app/domain/identity/abilities.ts'
import { env } from '#app/platform/env.server.ts'
import type { RequestContext } from './context.server.ts'
import { optionalViewer } from './viewer.server.ts'

/** Whether a request may read the measures: an admin's, or one that carries METRICS_TOKEN. */
export function mayReadMeasures(request: Request, context: RequestContext): boolean {
  return can(optionalViewer(context), 'measures.read') || knowsToken(request.headers.get('authorization'))
}

function knowsToken(authorization: string | null): boolean {
  if (env.METRICS_TOKEN === undefined || authorization === null) return false
  // Hashed first: the comparison needs equal lengths, and must not tell by its time how much was right.
  return timingSafeEqual(hashOf(authorization), hashOf(`Bearer ${env.METRICS_TOKEN}`))
}

const hashOf = (text: string) => createHash('sha256').update(text).digest()
