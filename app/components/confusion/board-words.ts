import { counted, duration, inWords, rate, sentence } from '#app/components/format.ts'
import {
  type Board,
  type BoardFigures,
  type BoardFilter,
  confusionRate,
  isNarrowed,
  type Voices,
} from '#app/domain/confusion/board.ts'

/** What the board comes to, in a sentence. */
export function boardTitle({ rows, counts }: Board, filter: BoardFilter): string {
  if (filter.view === 'closed') {
    return sentence(`${inWords(counts.closed)} ${counts.closed === 1 ? 'question is' : 'questions are'} resolved`)
  }
  const waiting = rows.filter((row) => row.state === 'open')
  if (rows.length === 0) return isNarrowed(filter) ? 'No question matches' : 'No question waits'
  if (waiting.length === 0) return 'Every question here is answered'
  const late = waiting.filter((row) => row.clock?.state === 'over').length
  const wait = `${inWords(waiting.length)} ${waiting.length === 1 ? 'question waits' : 'questions wait'} for an answer`
  return sentence(late === 0 ? wait : `${wait}, ${inWords(late)} ${late === 1 ? 'is' : 'are'} late`)
}

/** How the team has answered lately, each figure with its n. `silent`: people who said nothing for long, which is no yes. */
export function figureWords(
  { days, inTime, medianMs, helped }: BoardFigures,
  silent: number,
): [label: string, value: string][] {
  const silence = silent === 0 ? '' : `, ${silent} said nothing`
  return [
    [`Answered in time, ${days} days:`, inTime.of === 0 ? 'nothing was due' : `${inTime.part} of ${inTime.of}`],
    ['Median to an answer:', medianMs.value === null ? 'none yet' : `${duration(medianMs.value)}, n ${medianMs.of}`],
    ['“It helped”:', (helped.of === 0 ? 'nobody said yet' : `${helped.part} of ${helped.of}`) + silence],
  ]
}

/** How often it was said: reports and me-toos alike. */
export const timesWords = ({ reports, meToos }: Voices): string => counted(reports + meToos, 'time', 'times')

/** Per 100 people who reached the block, or why that is not known. */
export function rateWords(voices: Voices): string {
  const value = confusionRate(voices)
  return value === null ? 'no rate yet' : rate(value)
}

/** How much work lies in a time: `3 h 10 min`, from a whole day on `2 working days`. */
export function workWords(ms: number, dayMs: number): string {
  return ms < dayMs ? duration(ms) : counted(Math.floor(ms / dayMs), 'working day', 'working days')
}

/** Who takes care of it; whoever left is named so that somebody takes over. */
export function ownerWords({ owner, ownerLeft }: { owner: string | null; ownerLeft: boolean }): string {
  return owner === null ? 'Nobody yet' : ownerLeft ? `${owner}, who has left` : owner
}
