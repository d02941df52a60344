/** For one person: more time, or not asked at all. Shared with pages. */
import { z } from 'zod'
import { dayInput } from '../day-input.ts'
import type { LocalDay } from '../migrations/local-days.ts'
import { wordsInput } from '../words-input.ts'

export const ExceptionInput = z.discriminatedUnion(
  'kind',
  [
    z.object({ kind: z.literal('waived'), reason: wordsInput('Say why they need not do it.', 1_000) }),
    z.object({
      kind: z.literal('extended'),
      reason: wordsInput('Say why they have more time.', 1_000),
      dueOn: dayInput('Enter the day until which they have time.'),
    }),
  ],
  { error: 'Choose one of the two.' },
)
export type ExceptionInput = z.output<typeof ExceptionInput>

/** An exception that holds, for one module and milestone. */
export type PersonException = {
  /** one of the assignments that ask for the module there: it stands for all of them */
  assignmentId: string
  slug: string
  title: string
  milestone: { slug: string; name: string }
  /** the last day in time; null: waived */
  dueOn: LocalDay | null
  reason: string
  by: string
  on: LocalDay
}
