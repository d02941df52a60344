import { z } from 'zod'
import { wordsInput } from '../../words-input.ts'
import { WORDS_LIMIT } from '../limits.ts'

/** The newest action that the form was filled in after, or `none`. */
const seen = z.uuid().or(z.literal('none'))
const question = wordsInput('Enter the question.', WORDS_LIMIT)
const words = wordsInput('Enter the words.', WORDS_LIMIT)

export const KeptAnswerInput = z.object({ seen, question, words })
export type KeptAnswerInput = z.infer<typeof KeptAnswerInput>

/** `number`: the state that was edited */
export const LibraryAnswerInput = z.object({ number: z.coerce.number().int(), question, words })
export type LibraryAnswerInput = z.infer<typeof LibraryAnswerInput>

export const AnswerRetirementInput = z.object({ retired: z.enum(['yes', 'no']) })

export const AudienceNoticeInput = z.object({
  seen,
  audienceId: z.uuid('Choose an audience.'),
  words,
})
export type AudienceNoticeInput = z.infer<typeof AudienceNoticeInput>

export const CalloutInput = z.object({ seen, words })
export type CalloutInput = z.infer<typeof CalloutInput>
