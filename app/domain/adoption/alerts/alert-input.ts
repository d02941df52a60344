import { z } from 'zod'
import { ALERT_METRICS, isCompared, isOfGroups, isOfTask, unitOf } from './alert-metrics.ts'

/** More errors in one attempt are a threshold in per cent, mistaken for one per attempt. */
const ERRORS_LIMIT = 10

export const ALERT_COMPARATORS = ['>=', '<='] as const

const optional = z
  .string()
  .trim()
  .max(300)
  .optional()
  .transform((text) => text || null)

/** A rule: which figure of what, beyond which threshold, on how many days in a row. */
export const AlertInput = z
  .object({
    metric: z.enum(ALERT_METRICS, { error: 'Choose what is watched.' }),
    milestone: z.string({ error: 'Choose a milestone.' }).trim().min(1, 'Choose a milestone.').max(300),
    audience: optional,
    cohort: optional,
    task: optional,
    comparator: z.enum(ALERT_COMPARATORS, { error: 'Choose “at least” or “at most”.' }),
    threshold: z.coerce
      .number({ error: 'Enter the threshold as a number.' })
      .min(0, 'A threshold is not negative.')
      .max(100_000, 'Enter at most 100,000.'),
    forDays: z.coerce
      .number({ error: 'Enter a number of days.' })
      .int('Enter whole days.')
      .min(1, 'Enter at least 1 day.')
      .max(90, 'Enter at most 90 days.'),
  })
  .refine(({ audience, cohort }) => audience === null || cohort === null, {
    path: ['cohort'],
    error: 'Choose an audience or a cohort, not both.',
  })
  .refine(({ metric, audience, cohort }) => isOfGroups(metric) || (audience === null && cohort === null), {
    path: ['audience'],
    error: 'This is measured of everybody. Leave audience and cohort empty.',
  })
  .refine(({ metric, task }) => !isCompared(metric) || task !== null, {
    path: ['task'],
    error: 'Choose the task whose time is compared.',
  })
  .refine(({ metric, task }) => metric !== 'taskErrors' || task !== null, {
    path: ['task'],
    error: 'Choose the task whose errors are counted.',
  })
  .refine(({ metric, task }) => isOfTask(metric) || task === null, {
    path: ['task'],
    error: 'This is not about one task. Leave the task empty.',
  })
  .refine(({ metric, threshold }) => unitOf(metric) !== '%' || threshold <= 100, {
    path: ['threshold'],
    error: 'A share is at most 100%.',
  })
  .refine(({ metric, threshold }) => unitOf(metric) !== 'per attempt' || threshold <= ERRORS_LIMIT, {
    path: ['threshold'],
    error: `Enter errors per finished attempt, at most ${ERRORS_LIMIT}: 0.2 is one error in five attempts.`,
  })
export type AlertInput = z.output<typeof AlertInput>
