import { z } from 'zod'
import { wordsInput } from '../words-input.ts'
import { NUDGE_LIMIT } from './nudge-words.ts'

/** A cohort has about twenty people; whoever nudges more at once has not looked at them. */
const MOST = 200

/** A reminder to some of a cohort's people, with places that are filled for each. */
export const NudgeInput = z.object({
  person: z.array(z.uuid()).min(1, 'Choose at least one person.').max(MOST, `Choose at most ${MOST} people at once.`),
  words: wordsInput('Enter what you want to say.', NUDGE_LIMIT),
})
export type NudgeInput = z.infer<typeof NudgeInput>
