import { isKeepable } from './addresses.ts'
import type { Message } from './worker.ts'

/** Only the build has a worker, and only a secure page may have one. */
const container = import.meta.env.PROD ? navigator.serviceWorker : undefined

/** Sees to it that the worker is there, and lets it keep what belongs at hand, and the module that is open. */
export async function keepAtHand(): Promise<void> {
  if (!container) return
  await container.register('/sw.js')
  const { active } = await container.ready
  const { pathname: path } = location
  const title = document.title.replace(/ · Gangway$/, '')
  active?.postMessage({ keep: isKeepable(path) ? { path, title } : null } satisfies Message)
}
