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
 * Keeps the figures of adoption up with what happens: does each part until nothing of it is stale, then waits for a moment.
 * Any number of instances may do so: each part lets one at a time work.
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
    // One after another: each takes a connection, of which the database has few.
    let allDone = true
    for (const part of parts) allDone = (await untilNothing(part, stopping)) && allDone
    await pause(allDone ? PAUSE_MS : LONG_PAUSE_MS, undefined, { signal: stopping }).catch(() => undefined)
  }
}

/** Whether the part came to its end. What fails is taken up again: nothing of a piece that failed was kept. */
async function untilNothing(part: RollUp, stopping: AbortSignal): Promise<boolean> {
  try {
    while (!stopping.aborted && (await part(new Date())) > 0);
    return true
  } catch (error) {
    if (isDatabaseAway(error)) logger.warn({ err: error }, 'rolling up waits for the database')
    else logger.error({ err: error }, 'rolling up failed')
    return false
  }
}
