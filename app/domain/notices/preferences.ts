import { z } from 'zod'
import { CHOSEN_KINDS } from './kinds.ts'

/** The kinds that are ticked: all others are left without mail. */
export const PreferencesInput = z.object({ mail: z.array(z.enum(CHOSEN_KINDS)).default([]) })
export type PreferencesInput = z.infer<typeof PreferencesInput>
