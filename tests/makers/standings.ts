import { sql } from '#app/platform/database/sql.server.ts'

type Kept = {
  person: string
  asked: number
  done: number
  doneOn: string | null
  toRefresh: number
  overdue: boolean
  attended: boolean
}

/** The standings that are kept of a milestone, of a scope as pages narrow it. */
export function keptStandings({
  milestoneId,
  audienceId,
  cohortId,
}: {
  milestoneId: string
  audienceId?: string
  cohortId?: string
}): Promise<Kept[]> {
  return sql<Kept>`
    SELECT person_id AS person, asked, done, done_on AS "doneOn", to_refresh AS "toRefresh", overdue, attended
    FROM milestone_standing WHERE milestone_id = ${milestoneId}::uuid
      AND (${audienceId ?? null}::uuid IS NULL OR audiences @> ARRAY[${audienceId ?? null}::uuid])
      AND (${cohortId ?? null}::uuid IS NULL OR cohorts @> ARRAY[${cohortId ?? null}::uuid])`
}
