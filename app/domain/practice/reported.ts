/** Attempts that were measured elsewhere: by the new product itself, or on a lab machine. Pure. */
import { z } from 'zod'
import { ONE_LINE } from '../control-characters.ts'
import type { LabError } from './lab.ts'
import { LONGEST_MS } from './timing.ts'

/** The most attempts in one report. */
export const REPORT_LIMIT = 500

const duration = z.number().min(0).max(LONGEST_MS).transform(Math.round)
const word = z.string().min(1).max(200).regex(ONE_LINE)

const ErrorInput = z.object({
  type: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and single hyphens')
    .max(60),
  critical: z.boolean().default(false),
  /** where: a screen, a field, a step */
  place: word.default('elsewhere'),
})

/** One attempt. A person is named by our id or by the organisation's own; a task is `module/block`. */
export const ReportedInput = z
  .object({
    id: z.uuid().transform((id) => id.toLowerCase()),
    person: z.uuid().optional(),
    externalId: word.optional(),
    task: z
      .string()
      .regex(/^[^/\s]+\/[^/\s]+$/, 'module/block')
      .max(400),
    /** the label of a release; the current one, if left out */
    release: word.optional(),
    mode: z.enum(['assessed', 'guided']).default('assessed'),
    startedAt: z.iso.datetime({ offset: true }),
    finishedAt: z.iso.datetime({ offset: true }),
    /** the time that the person was active; with it the attempt runs on the active clock, without it on the wall's */
    activeMs: duration.optional(),
    /** the time that the person was away, on the wall's clock */
    pausedMs: duration.default(0),
    outcome: z.enum(['success', 'failure', 'gave up']),
    errors: z.array(ErrorInput).max(200).default([]),
  })
  .refine(({ person, externalId }) => (person === undefined) !== (externalId === undefined), {
    error: 'name either person or externalId',
    path: ['person'],
  })
  .refine(({ startedAt, finishedAt }) => Date.parse(finishedAt) >= Date.parse(startedAt), {
    error: 'is before startedAt',
    path: ['finishedAt'],
  })
  .refine(({ startedAt, finishedAt }) => Date.parse(finishedAt) - Date.parse(startedAt) <= LONGEST_MS, {
    error: 'is more than 24 days after startedAt',
    path: ['finishedAt'],
  })
export type ReportedAttempt = z.output<typeof ReportedInput>

/** The shape of a report; each attempt in it is read by itself, so that a malformed one costs only itself. */
export const ReportInput = z.object({ attempts: z.array(z.unknown()).min(1).max(REPORT_LIMIT) })
export type Report = z.output<typeof ReportInput>

/** A reported attempt as an event of the log: the whole attempt in one, at the instant of its end. */
export type ReportedEvent = {
  id: string
  type: 'attempt-reported'
  at: string
  release: string
  block: string
  attempt: string
  device?: undefined
  data: {
    clock: 'active' | 'wall'
    mode: 'assessed' | 'guided'
    startedAt: string
    activeMs: number
    pausedMs: number
    outcome: 'success' | 'failure' | 'gave up'
    errors: z.output<typeof ErrorInput>[]
  }
}

export const reportedErrors = (errors: ReportedEvent['data']['errors']): LabError[] =>
  errors.map(({ type, critical, place }) => ({ type, critical, place }))

/** The event that a reported attempt becomes. `eventId` is made from it, the same each time. */
export function eventOf(
  attempt: ReportedAttempt,
  placed: { release: string; block: string },
  eventId: string,
): ReportedEvent {
  const { id, mode, startedAt, finishedAt, activeMs, pausedMs, outcome, errors } = attempt
  return {
    id: eventId,
    type: 'attempt-reported',
    at: finishedAt,
    ...placed,
    attempt: id,
    data: {
      clock: activeMs === undefined ? 'wall' : 'active',
      mode,
      startedAt,
      activeMs: activeMs ?? 0,
      pausedMs,
      outcome,
      errors,
    },
  }
}

/** What became of one reported attempt, in the order in which they were sent. */
export type ReportedResult =
  | { id: string; status: 'created' | 'duplicate' }
  | { id: string | null; status: 'refused'; problem: { title: string; detail: string } }
