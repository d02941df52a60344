import { z } from 'zod'
import { wordsInput } from '#app/domain/words-input.ts'

const name = wordsInput('Enter a name.', 60)

/** A view to save under a name, one to rename, or one to forget. */
export const ViewInput = z.union([
  z.object({ forget: z.uuid() }),
  z.object({ rename: z.uuid(), name }),
  z.object({ name, view: z.string().max(1_200) }),
])
export type ViewInput = z.output<typeof ViewInput>
