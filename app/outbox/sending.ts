import type { EventRefusal, LearningEventDraft, Receipt } from '#app/domain/practice/events.ts'
import { BATCH_LIMIT } from '#app/domain/practice/limits.ts'

/** A network that takes a request and never answers is none. */
const LONGEST_TRY_MS = 20_000

/** The most of a batch, well under the 1 MiB that the server takes. */
const BATCH_BYTES = 512 * 1024

/** Browsers send 64 KiB for a page that is being left, headers included, and refuse to send more that way. */
const KEEPALIVE_BYTES = 48 * 1024

/** A reason to drop an event; what belongs to another person is kept for them. */
export type Refused = { id: string; reason: Exclude<EventRefusal, 'another-person'> }

/**
 * How one batch fared. `kept`: ids that wait for their owner. `aheadMs`: how far this device's clock is ahead of the
 * server's. `nowhere`: nothing was stored. Of these, `unreadable` is about this batch, so that a smaller one may get
 * through; all others keep everything and try later.
 */
export type Sent =
  | { to: 'server'; accepted: string[]; refused: Refused[]; kept: string[]; aheadMs: number }
  | { to: 'nowhere'; why: 'offline' | 'signed-out' | 'trouble' | 'unreadable' }

/** Posts one batch. Never rejects: whatever goes wrong on the way is an answer. */
export async function sendBatch(events: readonly LearningEventDraft[]): Promise<Sent> {
  const body = JSON.stringify({ events })
  try {
    const response = await fetch('/events', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
      credentials: 'same-origin',
      keepalive: bytesOf(body) <= KEEPALIVE_BYTES,
      signal: AbortSignal.timeout(LONGEST_TRY_MS),
    })
    if (response.status !== 202) return { to: 'nowhere', why: whyNot(response.status) }
    return read((await response.json()) as Receipt, aheadOf(response))
  } catch (error) {
    // An answer that is no JSON came from something in between, or was cut off.
    return { to: 'nowhere', why: error instanceof SyntaxError ? 'trouble' : 'offline' }
  }
}

/** 502 to 504 are about the server or what stands before it; any other failure may be about what was sent. */
function whyNot(status: number): Extract<Sent, { to: 'nowhere' }>['why'] {
  if (status === 401) return 'signed-out'
  const isAboutBatch = status === 400 || status === 413 || (status >= 500 && ![502, 503, 504].includes(status))
  return isAboutBatch ? 'unreadable' : 'trouble'
}

function read({ accepted, refused }: Receipt, aheadMs: number): Sent {
  const isOurs = (one: Receipt['refused'][number]): one is Refused => one.reason !== 'another-person'
  return {
    to: 'server',
    accepted,
    refused: refused.filter(isOurs),
    kept: refused.flatMap((one) => (isOurs(one) ? [] : one.id)),
    aheadMs,
  }
}

/** The server says when it answered, to the second. */
function aheadOf(response: Response): number {
  const answeredAt = Date.parse(response.headers.get('Date') ?? '')
  return Number.isNaN(answeredAt) ? 0 : Date.now() - answeredAt
}

/** The next batch: the oldest events, at most so many as the server takes at once, and as large as it takes. */
export function nextBatch(events: readonly LearningEventDraft[], most = BATCH_LIMIT): LearningEventDraft[] {
  const batch: LearningEventDraft[] = []
  let size = 0
  for (const event of events.slice(0, most)) {
    size += bytesOf(JSON.stringify(event))
    if (batch.length > 0 && size > BATCH_BYTES) break
    batch.push(event)
  }
  return batch
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length

const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 60_000

/** How long to wait after so many tries in a row that did not get through. */
export const waitAfter = (tries: number): number =>
  Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, tries - 1))
