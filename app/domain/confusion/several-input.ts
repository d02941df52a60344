import { z } from 'zod'
import { optionalWordsInput } from '../words-input.ts'
import { SEVERITIES } from './kinds.ts'
import { WORDS_LIMIT } from './limits.ts'
import { SEVERAL_ACTS, SEVERAL_LIMIT } from './several.ts'

/** What is done about several questions at once. `asOf` is when the page with them was made. */
export const SeveralInput = z
  .object({
    id: z
      .array(z.uuid(), 'Tick questions on the board first.')
      .min(1, 'Tick questions on the board first.')
      .max(SEVERAL_LIMIT),
    asOf: z.iso.datetime().transform((text) => new Date(text)),
    act: z.enum(SEVERAL_ACTS, 'Choose what to do.'),
    /** left out: nobody */
    assigneeId: z.uuid().optional(),
    severity: z.enum(SEVERITIES).optional(),
    words: optionalWordsInput(WORDS_LIMIT),
    /** the question that the others are joined with */
    into: z.uuid().optional(),
  })
  .superRefine(({ act, severity, words, into, id }, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (act === 'severity' && !severity) issue('severity', 'Choose how bad they are.')
    if ((act === 'explanation' || act === 'will not change') && !words)
      issue('words', 'Say what was done, or why nothing is done.')
    if (act === 'merge' && id.length < 2) issue('act', 'Tick at least two questions to join them.')
    if (act === 'merge' && !(into && id.includes(into))) issue('into', 'Choose the question that goes on.')
  })
export type SeveralInput = z.infer<typeof SeveralInput>
