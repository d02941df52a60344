import { z } from 'zod'
import { dayInput } from '#app/domain/day-input.ts'
import { optionalWordsInput } from '#app/domain/words-input.ts'

/** As many people as anybody pastes from a sheet. */
const PASTED = 400_000
const NOBODY = 'Choose a group, or enter people.'

/** What is measured in the old product: which task, by whom, until when. */
export const MeasuringInput = z
  .object({
    /** `module/block` */
    task: z.string({ error: 'Choose the task.' }).max(400),
    /** `audience <id>` or `cohort <id>` */
    group: z
      .string()
      .regex(/^(audience|cohort) [0-9a-f-]{36}$/, 'Choose a group of the list.')
      .optional(),
    /** people by address, id in the company, or whole name */
    who: z.string().max(PASTED, 'Paste fewer at once: at most 400,000 characters.').default(''),
    until: dayInput('Enter the last day.'),
    words: optionalWordsInput(2_000),
  })
  .refine(({ group, who }) => group !== undefined || who.trim() !== '', { path: ['group'], error: NOBODY })
export type MeasuringInput = z.infer<typeof MeasuringInput>
