import { Temporal } from 'temporal-polyfill'

/** When a report is sent. `day`: of the week, 1 for Monday, or of the month; null every day. `hour`: local, 0 to 23. */
export type Schedule = { rhythm: 'daily' | 'weekly' | 'monthly'; day: number | null; hour: number }

/**
 * The last instant, not after `now`, at which a report was due in the zone. A day that a month does not have is its last
 * one; an hour that clocks jump over is the one after the jump; of an hour that happens twice it is the first.
 */
export function lastDue(schedule: Schedule, now: Date, zone: string): Date {
  const there = zoned(now, zone).toPlainDate()
  const [running, before] = [dueIn(schedule, there, 0, zone), dueIn(schedule, there, -1, zone)]
  return running <= now ? running : before
}

/** The first instant after `now` at which it is due. */
export function nextDue(schedule: Schedule, now: Date, zone: string): Date {
  const there = zoned(now, zone).toPlainDate()
  const [running, after] = [dueIn(schedule, there, 0, zone), dueIn(schedule, there, 1, zone)]
  return running > now ? running : after
}

/** When it is due in the day, week or month of a date, or so many later. */
function dueIn({ rhythm, day, hour }: Schedule, date: Temporal.PlainDate, later: number, zone: string): Date {
  const due =
    rhythm === 'daily'
      ? date.add({ days: later })
      : rhythm === 'weekly'
        ? date.add({ days: 7 * later + (day ?? 1) - date.dayOfWeek })
        : date
            .with({ day: 1 })
            .add({ months: later })
            .with({ day: day ?? 1 })
  const at = due.toPlainDateTime({ hour }).toZonedDateTime(zone, { disambiguation: 'compatible' })
  return new Date(at.epochMilliseconds)
}

const zoned = (instant: Date, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone)
