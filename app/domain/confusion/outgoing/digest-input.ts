import { z } from 'zod'
import { DIGEST_RHYTHMS } from './digest.ts'

export const DigestInput = z.object({ every: z.enum(DIGEST_RHYTHMS, 'Choose how often.') })
export type DigestInput = z.output<typeof DigestInput>
