import { z } from 'zod'
import { dayInput } from '#app/domain/day-input.ts'

const HOLIDAYS_LIMIT = 200
const HOURS_LIMIT = 1_000

const time = z
  .string({ error: 'Enter a time like 09:00.' })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'Enter a time like 09:00.')
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)))
const hours = z
  .int('Enter whole hours, for example 4.')
  .min(1, 'Enter at least 1 hour.')
  .max(HOURS_LIMIT, 'Keep it under 1,000 hours.')
const day = dayInput('')

/** One day a line; empty lines are nothing. */
const holidays = z
  .string()
  .default('')
  .transform((text) => [...new Set(text.split(/[\s,;]+/).filter(Boolean))].sort())
  .superRefine((days, context) => {
    const wrong = days.find((one) => !day.safeParse(one).success)
    if (wrong)
      context.addIssue({ code: 'custom', message: `“${wrong.slice(0, 20)}” is no day. Enter days like 2027-12-25.` })
    if (days.length > HOLIDAYS_LIMIT) context.addIssue({ code: 'custom', message: `Keep to ${HOLIDAYS_LIMIT} days.` })
  })

export const TargetsInput = z
  .object({
    version: z.int(),
    days: z.array(z.coerce.number().int().min(1).max(7), 'Tick a day.').min(1, 'Tick at least one day.'),
    opensAt: time,
    closesAt: time,
    holidays,
    blocking: hours,
    major: hours,
    minor: hours,
  })
  .superRefine((input, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (input.closesAt - input.opensAt < 60) issue('closesAt', 'Work ends at least an hour after it begins.')
    if (input.major < input.blocking) issue('major', 'Give it at least as long as what is blocking.')
    if (input.minor < input.major) issue('minor', 'Give it at least as long as what is major.')
  })
export type TargetsInput = z.infer<typeof TargetsInput>
