import { z } from 'zod'
import { wordsInput } from '../words-input.ts'

/** A view to save under a name, or one to forget. */
export const ViewInput = z.union([
  z.object({ forget: z.uuid() }),
  z.object({ name: wordsInput('Enter a name.', 60), filters: z.string().max(1_000).default('') }),
])
