import { z } from 'zod'
import { ONE_LINE } from '#app/domain/control-characters.ts'

const NAME_MAX = 80
const URL_MAX = 1_000

/** A webhook that is about to be added: what it is called, and what is called. */
export const WebhookInput = z.object({
  name: z
    .string({ error: 'Enter a name.' })
    .trim()
    .min(1, 'Enter a name.')
    .max(NAME_MAX, `Use at most ${NAME_MAX} characters.`)
    .regex(ONE_LINE, 'This name has signs in it that cannot be shown.'),
  url: z
    .string({ error: 'Enter an address.' })
    .trim()
    .max(URL_MAX, `Keep the address under ${URL_MAX.toLocaleString('en-GB')} characters.`)
    .pipe(z.url({ protocol: /^https?$/, error: 'Enter an address like https://tracker.example.org/gangway.' })),
})
export type WebhookInput = z.output<typeof WebhookInput>
