import { setTimeout as pause } from 'node:timers/promises'
import { ROLL_UPS, type RollUp } from '#app/domain/adoption/roll-up.server.ts'
import { isDatabaseAway } from '#app/platform/database/away.ts'
import { logger } from '#app/platform/logger.server.ts'

/** From a change to its figure: so long, and what the work takes. */
const PAUSE_MS = 1_000
/** After a failure, so that a log is not filled with it. */
const LONG_PAUSE_MS = 15_000

export type RollingUp = {
  /** lets the piece that runs finish; safe to call twice */
  stop: () => Promise<void>
}

/**
 * Keeps the figures of adoption up with what happens: a piece of each part in turn, so that much of one holds up no other,
 * until nothing is stale, then waits for a moment. Any number of instances may do so: each part lets one at a time work.
 */
export function startRollingUp(parts: readonly RollUp[] = ROLL_UPS): RollingUp {
  const stopping = new AbortController()
  const running = keepUp(parts, stopping.signal)
  return {
    stop() {
      stopping.abort()
      return running
    },
  }
}

async function keepUp(parts: readonly RollUp[], stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const done: Done[] = []
    // One after another: each takes a connection, of which the database has few.
    for (const part of parts) if (!stopping.aborted) done.push(await piece(part))
    const wait = done.includes('failed') ? LONG_PAUSE_MS : done.includes('something') ? 0 : PAUSE_MS
    if (wait > 0) await pause(wait, undefined, { signal: stopping }).catch(() => undefined)
  }
}

type Done = 'something' | 'nothing' | 'failed'

/** What fails is taken up again: nothing of a piece that failed was kept. */
async function piece(part: RollUp): Promise<Done> {
  try {
    return (await part(new Date())) > 0 ? 'something' : 'nothing'
  } catch (error) {
    if (isDatabaseAway(error)) logger.warn({ err: error }, 'rolling up waits for the database')
    else logger.error({ err: error }, 'rolling up failed')
    return 'failed'
  }
}
