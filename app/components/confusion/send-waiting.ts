import { hasUnsentReports } from './unsent-reports.ts'

/** Sends what waits in this browser, from whichever page is open. What sends it comes only where something waits. */
export function sendWaitingReports(personId: string): void {
  if (!hasUnsentReports(personId)) return
  import('./send-kept.ts').then(
    (kept) => kept.sendKeptReports(personId),
    () => {},
  )
}
