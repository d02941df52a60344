import { keepReport, unsentReports } from './kept-report.ts'
import { sendReport } from './send-report.ts'

const AGAIN_MS = 60_000

let isSending = false
let watched = false

/**
 * From now on sends what waits when the network is back, and every minute: the server may have said that it goes on
 * later.
 */
export function watchKeptReports(personId: string): void {
  if (watched) return
  watched = true
  window.addEventListener('online', () => sendKeptReports(personId))
  setInterval(() => sendKeptReports(personId), AGAIN_MS)
}

/** Sends what could not be sent before, now and until nothing waits. Never throws. */
export function sendKeptReports(personId: string): void {
  watchKeptReports(personId)
  if (isSending) return
  isSending = true
  void sendAll(personId).then(() => {
    isSending = false
  })
}

/**
 * One after the other, and no further than to the first that does not arrive. What is refused is a draft again. Whoever
 * shows one hears of it as if another tab had sent it.
 */
async function sendAll(personId: string): Promise<void> {
  for (const { place, report } of unsentReports(personId)) {
    const { outcome } = await sendReport(place, report)
    if (outcome === 'kept' || outcome === 'signed out') return
    if (outcome !== 'sent') keepReport(place, { ...report, unsent: false })
    window.dispatchEvent(new Event('storage'))
  }
}
