import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { type Part, part } from '#app/platform/database/sql.server.ts'

/**
 * Common table expressions: `gone`, who has left by a day, and `here`, how many others are in each audience on it. Few have
 * left and many are here, so those are looked up and these only counted; the days of a membership do not overlap.
 */
export const audienceSizes = (today: LocalDay): Part => part`
  gone AS MATERIALIZED (
    SELECT id FROM person WHERE left_on < ${today}::date
  ), here AS MATERIALIZED (
    SELECT audience_id, count(*) AS people FROM membership
    WHERE "from" <= ${today}::date AND ("to" IS NULL OR "to" > ${today}::date) AND person_id NOT IN (SELECT id FROM gone)
    GROUP BY audience_id
  )`
