import { z } from 'zod'
import { ONE_LINE } from '#app/domain/control-characters.ts'
import { SCOPE_NAMES } from './api-scopes.ts'

const NAME_MAX = 80

/** A token that is about to be issued: what it is called, and what it lets into. */
export const ApiTokenInput = z.object({
  name: z
    .string({ error: 'Enter a name.' })
    .trim()
    .min(1, 'Enter a name.')
    .max(NAME_MAX, `Use at most ${NAME_MAX} characters.`)
    .regex(ONE_LINE, 'This name has signs in it that cannot be shown.'),
  scopes: z.array(z.enum(SCOPE_NAMES)).min(1, 'Choose at least one.'),
})
export type ApiTokenInput = z.output<typeof ApiTokenInput>
