import { Refusal } from '#app/domain/errors.ts'
import { addDays, dayInWords, type LocalDay } from '#app/domain/migrations/local-days.ts'
import { instantsOf, type WallTime, type Which } from './local-time.ts'
import { EVERY, type SessionInput } from './session-input.ts'

type When = WallTime & { zone: string; which?: Which | undefined }

/**
 * The instant at which a session begins. A time that the clocks skip is refused; where they show it twice, which of the
 * two is asked for at the field `which`; so is one that is over.
 */
export function startOf({ day, time, zone, which }: When, now: Date): Date {
  const found = instantsOf({ day, time }, zone)
  if (found.kind === 'skipped') {
    throw new Refusal('invalid', `Clocks in ${zone} skip ${time} on ${dayInWords(day)}. Choose another time.`, 'time')
  }
  if (found.kind === 'twice' && which === undefined) {
    const words = `Clocks in ${zone} go back on ${dayInWords(day)}, so ${time} happens twice. Choose which one.`
    throw new Refusal('invalid', words, 'which')
  }
  const instant = found.kind === 'one' ? found.instant : found[which ?? 'earlier']
  if (instant <= now) {
    throw new Refusal('invalid', `${dayInWords(day)}, ${time} is over in ${zone}. Choose a time to come.`, 'time')
  }
  return instant
}

/** The starts of all sessions of a plan: the same local time, however the clocks change in between. */
export function startsOf(
  input: Pick<SessionInput, 'day' | 'time' | 'zone' | 'which' | 'repeat' | 'times'>,
  now: Date,
): Date[] {
  return daysOf(input).map((day) => startOf({ ...input, day }, now))
}

function daysOf({ day, repeat, times }: Pick<SessionInput, 'day' | 'repeat' | 'times'>): LocalDay[] {
  if (repeat === 'once') return [day]
  return Array.from({ length: times ?? 1 }, (_, place) => addDays(day, place * EVERY[repeat]))
}

/** "Monday, 5 April 2027, 10:00 to 10:45 (Europe/London)": for words that are kept. */
export function whenInWords(start: WallTime, end: WallTime, zone: string): string {
  return `${dayInWords(start.day)}, ${start.time} to ${end.time} (${zone})`
}
