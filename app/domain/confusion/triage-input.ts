import { z } from 'zod'
import { dayInput } from '#app/domain/day-input.ts'
import { wordsInput } from '../words-input.ts'
import { RESOLUTION_KINDS, SEVERITIES } from './kinds.ts'
import { WORDS_LIMIT } from './limits.ts'

/** The newest action that the form was filled in after, or `none`: what has happened since is shown before anything is sent. */
const seen = z.uuid().or(z.literal('none'))
const day = dayInput('Enter a date.')

export const AnswerInput = z.object({
  seen,
  words: wordsInput('Enter the answer.', WORDS_LIMIT),
  /** shown at the block to everyone who comes there */
  public: z.boolean().default(false),
  /** the day by which a fix is promised */
  fixBy: day.optional(),
  /** the template whose words it began as */
  template: z.string().max(200).optional(),
})
export type AnswerInput = z.infer<typeof AnswerInput>

export const ResolutionInput = z
  .object({
    seen,
    kind: z.enum(RESOLUTION_KINDS, 'Choose what became of it.'),
    words: wordsInput('Say what was done, or why nothing is done.', WORDS_LIMIT),
    releaseId: z.uuid().optional(),
    url: z
      .url({ protocol: /^https?$/, error: 'Enter an address like https://example.org/change/12.' })
      .max(1_000, 'Keep the address under 1,000 characters.')
      .optional(),
    changedOn: day.optional(),
    duplicateOf: z.uuid().optional(),
  })
  .superRefine((input, context) => {
    for (const [field, message] of Object.entries(missingFields(input))) {
      context.addIssue({ code: 'custom', path: [field], message })
    }
  })
export type ResolutionInput = z.infer<typeof ResolutionInput>

type Asked = Pick<ResolutionInput, 'kind' | 'releaseId' | 'url' | 'changedOn' | 'duplicateOf'>

/** What a kind of resolution must name besides its words. */
function missingFields({ kind, releaseId, url, changedOn, duplicateOf }: Asked): Record<string, string> {
  return {
    ...(kind === 'release' && !releaseId && { releaseId: 'Choose the release that fixes it.' }),
    ...(kind === 'product' && !url && { url: 'Enter where the change is described.' }),
    ...(kind === 'product' && !changedOn && { changedOn: 'Enter the day of the change.' }),
    ...(kind === 'duplicate' && !duplicateOf && { duplicateOf: 'Choose the question that it repeats.' }),
  }
}

export const OwnerInput = z.object({
  seen,
  /** left out: nobody */
  assigneeId: z.uuid().optional(),
  severity: z.enum(SEVERITIES, 'Choose how bad it is.'),
})
export type OwnerInput = z.infer<typeof OwnerInput>

/** Other questions that are joined with one; a single one comes as text. */
export const MergeInput = z.object({
  seen,
  others: z.array(z.uuid(), 'Tick what is about the same.').min(1, 'Tick what is about the same.').max(100),
})
export type MergeInput = z.infer<typeof MergeInput>

export const ReopeningInput = z.object({ seen })
export type ReopeningInput = z.infer<typeof ReopeningInput>
