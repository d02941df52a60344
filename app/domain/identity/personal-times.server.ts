import { sql } from '#app/platform/database/sql.server.ts'

/** The scope under which times leave the portal with the names of people. */
export const PERSONAL_TIMES = 'attempts:personal'

/** Programs that may read the times of named people, and since when: everybody may know of them. By name. */
export async function whoReadsPersonalTimes(): Promise<{ name: string; since: Date }[]> {
  return sql<{ name: string; since: Date }>`
    SELECT name, created_at AS since FROM api_token
    WHERE ${PERSONAL_TIMES} = ANY (scopes) AND revoked_at IS NULL ORDER BY name`
}
