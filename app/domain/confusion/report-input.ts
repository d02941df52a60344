import { z } from 'zod'
import { optionalWordsInput, wordsInput } from '../words-input.ts'
import { CONFUSION_KINDS, SENTIMENTS } from './kinds.ts'
import { QUOTE_LIMIT, WORDS_LIMIT } from './limits.ts'
import { RichWords } from './rich-words-input.ts'

/** The name of the screen of a lab. */
const PLACE_LIMIT = 200

/** A report as it is sent. `id` is made where it is written, so that a resend is known as the same report. */
export const ReportInput = z.object({
  id: z.uuidv7('This form is out of date. Load the page again.'),
  releaseId: z.uuid('This form is out of date. Load the page again.'),
  kind: z.enum(CONFUSION_KINDS, 'Choose what kind of trouble it is.'),
  words: wordsInput('Say in a sentence what is unclear.', WORDS_LIMIT),
  /** the words with what was set apart in them; then it says what the words are */
  body: RichWords,
  quote: optionalWordsInput(QUOTE_LIMIT),
  place: optionalWordsInput(PLACE_LIMIT),
  /** "this stops me from working" */
  blocking: z.boolean().default(false),
  /** the reporter's own choice, 1 (lost) to 5 (fine); left out: not said */
  sentiment: z.coerce.number().int().min(1).max(SENTIMENTS.length).optional(),
  /** the migration team does not see who it was */
  anonymous: z.boolean().default(false),
})
export type ReportInput = z.infer<typeof ReportInput>

/** "Me too", with own words if one likes. */
export const MeTooInput = z.object({
  /** the release that the person has before them; left out: the module's present one */
  releaseId: z.uuid().optional(),
  words: optionalWordsInput(WORDS_LIMIT),
})
export type MeTooInput = z.infer<typeof MeTooInput>

/** "Does this help?" */
export const VerdictInput = z.object({
  helped: z.enum(['yes', 'no'], 'Say yes or no.'),
  words: optionalWordsInput(WORDS_LIMIT),
})
export type VerdictInput = z.infer<typeof VerdictInput>
