import type { Schedule } from './schedule.ts'

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** The days of a week as a form offers them, 1 for Monday. */
export const weekdays = WEEKDAYS.map((label, place) => ({ value: String(place + 1), label }))

/** An hour as clocks show it. */
export const hourText = (hour: number): string => `${String(hour).padStart(2, '0')}:00`

/** When a report is sent: "Each Monday at 07:00". */
export function scheduleWords({ rhythm, day, hour }: Schedule): string {
  const at = `at ${hourText(hour)}`
  if (rhythm === 'daily') return `Each day ${at}`
  if (rhythm === 'weekly') return `Each ${WEEKDAYS[(day ?? 1) - 1]} ${at}`
  return `Each month on day ${day}${(day ?? 1) > 28 ? ', or its last,' : ''} ${at}`
}
