/**
 * What PostgreSQL's failures mean for whoever asked. Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */

/** A value that must stand once was there already, perhaps since a moment ago. */
export const isUniqueViolation = (error: unknown): boolean => codeOf(error) === '23505'

/**
 * Of class 22, data exceptions, those that a value from outside can cause: too long, out of range, no instant, not of
 * its type, with characters that cannot be kept. The others (a division by zero) are bugs of a statement.
 */
const UNFIT = new Set(['22001', '22003', '22007', '22008', '22021', '22P02', '22P05'])

/** A value that PostgreSQL cannot take. */
export const isUnfitValue = (error: unknown): boolean => UNFIT.has(codeOf(error))

/** Two transactions held what the other wanted, and this one was ended: asked again, it may succeed. */
export const isCollision = (error: unknown): boolean => codeOf(error) === '40P01'

const codeOf = (error: unknown): string => (error instanceof Error ? String((error as NodeJS.ErrnoException).code) : '')
