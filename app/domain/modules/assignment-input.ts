/** What a lead enters about whom a milestone asks for what. */
import { z } from 'zod'

/** Roles that a module can be assigned to; everybody learns, and administrators belong to no migration. */
export const ASSIGNED_ROLES = ['champion', 'trainer', 'lead'] as const

const missingDays = 'Enter how many days before, 0 for the day itself.'

export const DueInput = z.object({
  /** calendar days before the milestone's date */
  dueDays: z.coerce
    .number({ error: missingDays })
    .int('Enter whole days.')
    .min(0, missingDays)
    .max(365, 'Enter at most 365 days.'),
  /** the date holds even within ten days of being asked */
  strict: z.boolean().default(false),
  /** offered, never due */
  optional: z.boolean().default(false),
})
export type DueInput = z.output<typeof DueInput>

export const AssignmentInput = DueInput.extend({
  /** a module's slug */
  module: z.string({ error: 'Choose a module.' }).min(1, 'Choose a module.').max(80),
  /** `audience <slug>` or `role <name>` */
  to: z
    .string({ error: 'Choose whom it is for.' })
    .regex(/^(audience [a-z\d-]{1,80}|role (champion|trainer|lead))$/, 'Choose whom it is for.'),
})
export type AssignmentInput = z.output<typeof AssignmentInput>

export const ChangeInput = DueInput.extend({
  /** the rule as the lead saw it, by `ruleSeen`: a colleague may have changed it meanwhile */
  seen: z.string().max(40),
})
export type ChangeInput = z.output<typeof ChangeInput>

export const ruleSeen = ({ dueDays, strict, optional }: DueInput): string => `${dueDays} ${strict} ${optional}`
