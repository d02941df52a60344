import { z } from 'zod'
import { ONE_LINE } from '#app/domain/control-characters.ts'
import { COMFORTS } from './comforts.ts'

const SLUG_MAX = 60
const NAME_MAX = 80

/** What stands in the place of a short name in our own addresses. */
const RESERVED = new Set(['new', 'import'])

/** The name that content, files and addresses use; unique in the deployment. */
export const AudienceSlugInput = z
  .string({ error: 'Enter a short name.' })
  .trim()
  .min(1, 'Enter a short name.')
  .max(SLUG_MAX, `Use at most ${SLUG_MAX} characters.`)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use small letters, digits and single hyphens, like ap-daily.')
  .refine((slug) => !RESERVED.has(slug), 'This short name is taken by one of our own pages.')

export const AudienceNameInput = z
  .string({ error: 'Enter a name.' })
  .transform((name) => name.trim().replace(/\s+/g, ' '))
  .pipe(
    z
      .string()
      .min(1, 'Enter a name.')
      .max(NAME_MAX, `Use at most ${NAME_MAX} characters.`)
      .regex(ONE_LINE, 'This name has signs in it that cannot be shown.'),
  )

export const AudienceInput = z.object({
  slug: AudienceSlugInput,
  name: AudienceNameInput,
  comfort: z.enum(COMFORTS, { error: 'Choose one.' }),
})
export type AudienceInput = z.output<typeof AudienceInput>

/** The short name of an audience never changes: content and files name it. */
export const AudienceChangeInput = AudienceInput.omit({ slug: true })
export type AudienceChangeInput = z.output<typeof AudienceChangeInput>
