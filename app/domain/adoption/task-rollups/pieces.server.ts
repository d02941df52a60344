import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { type Part, part } from '#app/platform/database/sql.server.ts'
import { pieceStarts } from './spans.ts'

/** The piece of `SPANS` in which a statement's column `week` lies, as of a local day: what `pieceOf` says. */
export function pieceOfWeek(today: LocalDay): Part {
  const [four, eight, twelve] = pieceStarts(today)
  return part`
    CASE WHEN week >= ${four}::date THEN 0 WHEN week >= ${eight}::date THEN 1 WHEN week >= ${twelve}::date THEN 2 ELSE 3 END`
}
