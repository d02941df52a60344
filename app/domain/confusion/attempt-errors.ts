/** What went wrong in an attempt: how often, and of which types, as the lab's author named them. */
export type AttemptErrors = { count: number; types: readonly string[] }

/** As many types as are read at a glance. */
const TYPES_SHOWN = 3

/** "attempt 2 with 3 errors (wrong order, net for gross)" */
export function attemptWords({ ordinal, errors }: { ordinal: number; errors: AttemptErrors }): string {
  const { count, types } = errors
  if (count === 0) return `attempt ${ordinal}`
  const named = types.slice(0, TYPES_SHOWN).map((type) => type.replaceAll('-', ' '))
  const rest = types.length > TYPES_SHOWN ? ', …' : ''
  const kinds = named.length > 0 ? ` (${named.join(', ')}${rest})` : ''
  return `attempt ${ordinal} with ${count === 1 ? '1 error' : `${count} errors`}${kinds}`
}
