import { z } from 'zod'
import { WORDS_LIMIT } from '#app/domain/confusion/limits.ts'
import { wordsInput } from '#app/domain/words-input.ts'

/** The question that a lead opens from a signal. */
export const SignalQuestionInput = z.object({ words: wordsInput('Say what may be unclear here.', WORDS_LIMIT) })
export type SignalQuestionInput = z.infer<typeof SignalQuestionInput>

/** Why a signal is nothing. */
export const SignalDismissalInput = z.object({ words: wordsInput('Say in a word why this is nothing.', 500) })
export type SignalDismissalInput = z.infer<typeof SignalDismissalInput>
