import type { LearningEventDraft, Receipt } from '#app/domain/practice/events.ts'
import { BATCH_LIMIT } from '#app/domain/practice/limits.ts'

/** A network that takes a request and never answers is none. */
const LONGEST_TRY_MS = 20_000

/** How one batch fared. `again`: keep everything and try later. */
export type Sent =
  | { to: 'server'; done: string[]; kept: string[] }
  | { to: 'nowhere'; why: 'offline' | 'signed-out' | 'trouble' }

/**
 * Posts one batch. What the server accepted or refused for good is done; what belongs to another person stays for them.
 * A batch that cannot even be read is split by the caller, so that one broken event never holds the others back.
 */
export async function sendBatch(events: readonly LearningEventDraft[]): Promise<Sent> {
  let response: Response
  try {
    response = await fetch('/events', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ events }),
      credentials: 'same-origin',
      // A page that is being left may still finish it; browsers allow 64 KiB for that.
      keepalive: events.length <= 10,
      signal: AbortSignal.timeout(LONGEST_TRY_MS),
    })
  } catch {
    return { to: 'nowhere', why: 'offline' }
  }
  if (response.status === 401) return { to: 'nowhere', why: 'signed-out' }
  if (response.status !== 202) return { to: 'nowhere', why: 'trouble' }
  const receipt = (await response.json()) as Receipt
  const kept = receipt.refused.filter(({ reason }) => reason === 'another-person').map(({ id }) => id)
  const refused = receipt.refused.filter(({ reason }) => reason !== 'another-person').map(({ id }) => id)
  return { to: 'server', done: [...receipt.accepted, ...refused], kept }
}

/** The next batch: the oldest events, as many as the server takes at once and at most 512 KiB of them. */
export function nextBatch(events: readonly LearningEventDraft[]): LearningEventDraft[] {
  const batch: LearningEventDraft[] = []
  let size = 0
  for (const event of events.slice(0, BATCH_LIMIT)) {
    size += JSON.stringify(event).length
    if (batch.length > 0 && size > 512 * 1024) break
    batch.push(event)
  }
  return batch
}

const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 60_000

/** How long to wait after so many tries in a row that did not get through. */
export const waitAfter = (tries: number): number =>
  Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, tries - 1))
