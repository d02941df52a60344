import { part } from '#app/platform/database/sql.server.ts'

/** Who did a step `a`, for the team: the program by its token's name, or the person; null is a reporter. */
export const ACTOR_NAME = part`coalesce(k.name, p.name)`

/** What `ACTOR_NAME` reads. */
export const ACTOR = part`LEFT JOIN person p ON p.id = a.actor_id LEFT JOIN api_token k ON k.id = a.token_id`
