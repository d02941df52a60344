import { answersFrom } from './answers.ts'
import { KeptPages } from './kept-pages.ts'
import type { KeptLink } from './offline-page.ts'
import type { WorkerScope } from './worker-scope.ts'

// Filled in by the build (worker-build.ts).
declare const BUILD_ID: string
declare const BUILD_FILES: readonly string[]
declare const BUILD_STYLES: readonly string[]

/** What a page tells: keep what belongs at hand and the module that is open; or forget it, its owner signs out. */
export type Message = { keep: KeptLink | null } | { forget: true }

/**
 * The service worker: pages that are kept go on without a network. It holds nothing that is not a copy: what somebody
 * did waits in the outbox of their page. A new one takes over at once; pages of an earlier build find their files.
 */
const worker = self as unknown as WorkerScope
const kept = new KeptPages({ id: BUILD_ID, files: BUILD_FILES })
const answer = answersFrom(kept, BUILD_STYLES)

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([worker.clients.claim(), worker.registration.navigationPreload?.enable()]))
})
worker.addEventListener('message', (event) => {
  const message = event.data as Message
  event.waitUntil('forget' in message ? kept.forget() : keep(message.keep))
})
worker.addEventListener('fetch', (event) => answer(event, worker.location.origin))

/**
 * A page that began to load while this worker was becoming active is not its own yet, and would never be asked about.
 * What cannot be kept for want of a network is kept the next time.
 */
async function keep(opened: KeptLink | null): Promise<void> {
  await worker.clients.claim().catch(() => {})
  await kept.keep(opened).catch(() => {})
}
