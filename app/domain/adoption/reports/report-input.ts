import { z } from 'zod'
import { wordsInput } from '#app/domain/words-input.ts'

export const RECIPIENTS_LIMIT = 200
export const RHYTHMS = ['daily', 'weekly', 'monthly'] as const

const whole = (words: string, from: number, to: number) =>
  z.coerce.number({ error: words }).int(words).min(from, words).max(to, words)

/** A report to send: which view, by its address; when, in the migration's zone; and to whom. */
export const ReportInput = z.object({
  name: wordsInput('Enter a name.', 80),
  view: z
    .string({ error: 'Choose what is sent.' })
    .trim()
    .min(1, 'Choose what is sent.')
    .max(1_200, 'This address is too long.'),
  rhythm: z.enum(RHYTHMS, { error: 'Choose how often it is sent.' }),
  /** of the week, 1 for Monday; counts for a weekly one */
  weekday: whole('Choose a day of the week.', 1, 7).default(1),
  /** of the month; counts for a monthly one */
  monthday: whole('Enter a day from 1 to 31.', 1, 31).default(1),
  hour: whole('Choose an hour.', 0, 23),
  recipients: z
    .array(z.uuid(), { error: 'Choose at least one person.' })
    .min(1, 'Choose at least one person.')
    .max(RECIPIENTS_LIMIT, `Choose at most ${RECIPIENTS_LIMIT} people.`),
})
export type ReportInput = z.output<typeof ReportInput>
