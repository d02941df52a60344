import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { type Part, part } from '#app/platform/database/sql.server.ts'

/**
 * Whether the person `p` of a statement is still here on a day. Who leaves keeps their memberships, so that a return
 * brings everything back; until then no cohort counts them, or waits for them.
 */
export const isHere = (today: LocalDay): Part => part`(p.left_on IS NULL OR p.left_on >= ${today}::date)`
