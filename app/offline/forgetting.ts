import { forgetPages } from './caches-of.ts'
import type { Message } from './worker.ts'

/** Removes the pages that this browser keeps; the worker lets go of what it was just about to keep. */
export async function forgetKeptPages(): Promise<void> {
  // Only a secure page has them.
  if (!('caches' in window)) return
  navigator.serviceWorker?.controller?.postMessage({ forget: true } satisfies Message)
  await forgetPages()
}
