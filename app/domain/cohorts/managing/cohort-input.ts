import { z } from 'zod'
import { optionalWordsInput, wordsInput } from '#app/domain/words-input.ts'
import { isTimeZone } from '../sessions/local-time.ts'

const optionalChoice = z.uuid().optional()
const BOUND = 'Enter how many people at most, from 1 to 10,000, or leave it empty.'

/** A cohort as it is made. */
export const CohortInput = z.object({
  name: wordsInput('Give the cohort a name.', 80),
  site: optionalWordsInput(80),
  zone: z.string({ error: 'Choose the time zone.' }).refine(isTimeZone, 'Choose a time zone of the list.'),
  /** it learns for this one; none: for all */
  milestone: optionalChoice,
  /** its people come in by themselves; none: by hand only */
  audience: optionalChoice,
  /** the rule stops at so many members */
  limit: z.coerce.number({ error: BOUND }).int(BOUND).min(1, BOUND).max(10_000, BOUND).optional(),
})
export type CohortInput = z.infer<typeof CohortInput>

/** What is changed of a cohort. */
export const CohortChangeInput = CohortInput.extend({
  /** that which the form was made from */
  version: z.coerce.number().int().min(0),
})
export type CohortChangeInput = z.infer<typeof CohortChangeInput>

/** As many people as anybody pastes from a sheet. */
const PASTED = 400_000
const NOBODY = 'Choose people, or paste their addresses.'

/** Who is put into a cohort: chosen, or pasted. */
export const PlacingInput = z
  .object({
    person: z.array(z.uuid()).max(10_000).default([]),
    who: z.string().max(PASTED, 'Paste fewer at once: at most 400,000 characters.').default(''),
    /** looked at first, then done */
    step: z.enum(['look', 'place']).default('look'),
  })
  .refine(({ person, who }) => person.length > 0 || who.trim() !== '', { path: ['who'], error: NOBODY })
export type PlacingInput = z.infer<typeof PlacingInput>

/** Where people of a cohort go; without a cohort they are in none. */
export const MoveInput = z.object({
  person: z.array(z.uuid(), { error: 'Choose people.' }).min(1, 'Choose people.').max(10_000),
  to: z.union([z.uuid(), z.literal('none')], { error: 'Choose where they go.' }),
})
export type MoveInput = z.infer<typeof MoveInput>

/** Who becomes a champion of a cohort. */
export const ChampionInput = z.object({ who: wordsInput('Enter their address.', 320) })
export type ChampionInput = z.infer<typeof ChampionInput>

/** Who leads the sessions to come in a champion's place. */
export const ChampionEndInput = z.object({ successor: optionalChoice })
export type ChampionEndInput = z.infer<typeof ChampionEndInput>
