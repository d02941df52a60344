import { z } from 'zod'
import { wordsInput } from '../../words-input.ts'
import { RESOLUTION_KINDS } from '../kinds.ts'
import { WORDS_LIMIT } from '../limits.ts'

/** What a program sends to resolve the trouble of a report. */
export const ProgramResolution = z.strictObject({
  id: z.uuid().describe('A UUID that you make. Sent again, it changes nothing.'),
  revision: z
    .uuid()
    .or(z.literal('none'))
    .describe('`revision` of the report as you read it: what happened since is answered with 409.'),
  kind: z.enum(RESOLUTION_KINDS),
  words: wordsInput('Say what was done, or why nothing is done.', WORDS_LIMIT).describe(
    'What everybody is told who reported it.',
  ),
  release: z.string().max(200).optional().describe('For `release`: the label of the release of the module.'),
  url: z.string().max(1_000).optional().describe('For `product`: where the change is described.'),
  changedOn: z.iso.date().optional().describe('For `product`: the day of the change.'),
  duplicateOf: z.uuid().optional().describe('For `duplicate`: the `trouble` that it repeats.'),
})
export type ProgramResolution = z.output<typeof ProgramResolution>

/** What it is answered. */
export const Resolved = z.strictObject({
  status: z.enum(['created', 'duplicate']),
  resolution: z.uuid(),
  trouble: z.uuid(),
  /** how many people were told */
  told: z.number().int(),
})
export type Resolved = z.output<typeof Resolved>
