import { schemaIsCurrent } from '#app/platform/database/migrate.server.ts'
import { currentStanding } from './standing.server.ts'

/** What keeps this process from taking visitors, in words for the log of a load balancer; null when nothing does. */
export async function unready(): Promise<string | null> {
  const standing = currentStanding()
  if (standing !== 'serving') return standing
  try {
    return (await schemaIsCurrent()) ? null : 'the schema is not current'
  } catch {
    return 'the database does not answer'
  }
}
