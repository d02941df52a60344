import type { ClusterHome } from './home.server.ts'
import { type Postmaster, runningPostmaster } from './postmaster.server.ts'

const LOOK_EVERY_MS = 2_000

/**
 * Looks after a running server and starts it again when it is gone; while it cannot be started, it says so once and goes
 * on trying, because what a killed server left may take a while to end. A server that would come back on another port is
 * of no use to connections that know the first one: then this gives up.
 * Returns what ends the watch, after a start that is under way.
 */
export function keepRunning(
  home: ClusterHome,
  port: number,
  start: () => Promise<Postmaster>,
  say: (line: string) => void,
): () => Promise<void> {
  let starting: Promise<void> | null = null
  let told = false
  const startAgain = async () => {
    try {
      const again = await start()
      told = false
      if (again.port === port) return
      clearInterval(watch)
      say(`PostgreSQL was ended, and came back on port ${again.port} in place of ${port}. Start again.`)
    } catch (error) {
      if (!told) say(`PostgreSQL was ended, and cannot be started yet: ${(error as Error).message}`)
      told = true
    } finally {
      starting = null
    }
  }
  const watch = setInterval(() => {
    if (!starting && !runningPostmaster(home)) starting = startAgain()
  }, LOOK_EVERY_MS)
  watch.unref()
  return async () => {
    clearInterval(watch)
    await starting
  }
}
