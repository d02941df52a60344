const MINUTE = 60_000

/** The pauses between tries, in minutes: they grow, and together last for about a day. */
const PAUSES = [1, 5, 15, 30, 60, 120, 240, 480, 480] as const

/** When a delivery is tried again after it failed so often; null: it is given up. */
export function nextTry(failures: number, at: Date): Date | null {
  const pause = PAUSES[failures - 1]
  return pause === undefined ? null : new Date(at.getTime() + pause * MINUTE)
}

/** How long nothing is sent to a server that did not answer or failed: others do not wait for it meanwhile. */
export const restAfter = (at: Date): Date => new Date(at.getTime() + MINUTE)

/** What a status means where it is no success, in words for a person. */
export function failureOf(status: number): string | null {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400) {
    return `It redirects (${status}). Redirects are not followed: add a webhook with the address that it leads to.`
  }
  if (status === 401 || status === 403) return `The server refuses us (${status}).`
  if (status === 404 || status === 410) return `Nothing is there (${status}).`
  if (status === 429) return 'The server asks us to slow down (429).'
  return status >= 500 ? `The server failed (${status}).` : `The server did not take it (${status}).`
}

/** Whether an answer, or none, speaks of the whole server and not of what was sent. */
export const isServersFault = (status: number | null): boolean => status === null || status === 429 || status >= 500
