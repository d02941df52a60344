import { z } from 'zod'
import { ONE_LINE } from '#app/domain/control-characters.ts'
import { ROLES } from './viewer.ts'

const NAME_MAX = 120
const EMAIL_MAX = 254
const EXTERNAL_ID_MAX = 100

export const PersonNameInput = z
  .string({ error: 'Enter a name.' })
  .transform((name) => name.trim().replace(/\s+/g, ' '))
  .pipe(
    z
      .string()
      .min(1, 'Enter a name.')
      .max(NAME_MAX, { error: ({ input }) => tooLong(input, NAME_MAX) })
      .regex(ONE_LINE, 'This name has signs in it that cannot be shown.'),
  )

/** An address as we keep it: lower case. */
export const EmailInput = z
  .string({ error: 'Enter an e-mail address.' })
  .transform((email) => email.trim().toLowerCase())
  .pipe(
    z
      .string()
      .min(1, 'Enter an e-mail address.')
      .max(EMAIL_MAX, { error: ({ input }) => tooLong(input, EMAIL_MAX) })
      .regex(/^[^\s\p{Cc}@"<>,;]{1,64}@[^\s\p{Cc}@"<>,;]{2,}$/u, 'Enter an e-mail address, like lena@example.org.'),
  )

export const ExternalIdInput = z
  .string()
  .trim()
  .max(EXTERNAL_ID_MAX, { error: ({ input }) => tooLong(input, EXTERNAL_ID_MAX) })
  .regex(ONE_LINE, 'This number has signs in it that cannot be shown.')

/** A language tag in its canonical form: `en`, `de-CH`. */
export const LanguageInput = z.string().transform((tag, context) => {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag.trim().replace('_', '-'))
    if (canonical) return canonical
  } catch {
    // told below
  }
  context.addIssue({ code: 'custom', message: 'Enter a language as a short code, like en or de-CH.' })
  return z.NEVER
})

export const RoleInput = z.enum(ROLES)

const tooLong = (input: unknown, most: number) => `Use at most ${most} characters; these are ${String(input).length}.`

/** A person as the form adds them. */
export const PersonInput = z.object({
  name: PersonNameInput,
  email: EmailInput,
  externalId: ExternalIdInput.optional().transform((id) => id || null),
  language: LanguageInput.default('en'),
  audiences: z.array(z.string()).default([]),
  roles: z.array(RoleInput).default([]),
  invite: z.stringbool().default(false),
})
export type PersonInput = z.output<typeof PersonInput>

/** What the page of a person changes about who they are. */
export const PersonDetailsInput = PersonInput.pick({ name: true, email: true, externalId: true, language: true })
export type PersonDetailsInput = z.output<typeof PersonDetailsInput>
