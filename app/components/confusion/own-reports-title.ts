import { inWords, sentence } from '#app/components/format.ts'
import type { OwnReport } from '#app/domain/confusion/own-reports.ts'
import { isSilent } from '#app/domain/confusion/silence.ts'

/** How one's reports stand, in a sentence: first what is asked of the reader, then what they wait for. */
export function ownReportsTitle(reports: readonly OwnReport[], now: Date): string {
  if (reports.length === 0) return 'You have reported nothing yet'
  const asked = reports.filter(({ verdict, askedAt }) => verdict === 'asked' && !isSilent(askedAt, now)).length
  const waiting = reports.filter((report) => report.standing.state === 'open').length
  if (asked > 0) return `Say of ${inWords(asked)} ${asked === 1 ? 'report' : 'reports'} whether it helped`
  if (waiting === 0) return reports.length === 1 ? 'Your report is answered' : 'All your reports are answered'
  return sentence(
    `${inWords(waiting)} of your ${inWords(reports.length)} reports ${waiting === 1 ? 'waits' : 'wait'} for an answer`,
  ).replace('of your one reports waits', 'report waits')
}
