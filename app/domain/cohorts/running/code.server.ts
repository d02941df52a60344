import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { Sql } from '#app/platform/database/sql.server.ts'

/** Without what looks or sounds like another sign: no 0 and O, 1 and I, 2 and Z, 5 and S, 8 and B, U and V. */
const SIGNS = '34679ACDEFGHJKMNPQRTVWXY'
const LENGTH = 6
const MISSING = 'Type the code that is on the screen.'

/** A code that nobody guesses: one of 190 million, and tries are counted. */
export function newCode(): string {
  return Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('')
}

/** What somebody typed, as codes are kept; null for what can be none. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '')
  return code.length === LENGTH && [...code].every((sign) => SIGNS.includes(sign)) ? code : null
}

/** Gives a session a code that no other open session has; the one before is no code any more. */
export async function giveCode(tx: Sql, sessionId: string): Promise<string> {
  for (;;) {
    const code = newCode()
    const [given] = await tx`
      UPDATE cohort_session SET check_in_code = ${code} WHERE id = ${sessionId}::uuid
        AND NOT EXISTS (SELECT FROM cohort_session WHERE check_in_code = ${code} AND closed_at IS NULL)
      RETURNING id`
    if (given) return code
  }
}

/** A code as somebody types it. */
export const CodeInput = z.object({ code: z.string({ error: MISSING }).trim().min(1, MISSING).max(40, MISSING) })
