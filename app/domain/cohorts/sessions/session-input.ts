import { z } from 'zod'
import { dayInput } from '#app/domain/day-input.ts'
import { optionalWordsInput, wordsInput } from '#app/domain/words-input.ts'
import { isTimeZone } from './local-time.ts'

const chosen = (words: string) => z.uuid({ error: words })
const optionalChoice = z.uuid().optional()
const whole = (words: string, least: number, most: number) =>
  z.coerce.number({ error: words }).int(words).min(least, words).max(most, words)

const link = z
  .string()
  .trim()
  .max(2_000)
  .refine((text) => /^https?:\/\/[^\s/]+/i.test(text) && URL.canParse(text), {
    error: 'Enter a whole address that begins with https://.',
  })

const PARTS = {
  title: wordsInput('Say what the session is about.', 120),
  milestone: chosen('Choose the milestone that it prepares for.'),
  playbook: optionalChoice,
  champion: optionalChoice,
  day: dayInput('Enter the day.'),
  time: z
    .string({ error: 'Enter the time.' })
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter the time as hours and minutes, 14:30.'),
  zone: z.string({ error: 'Choose the time zone.' }).refine(isTimeZone, 'Choose a time zone of the list.'),
  /** asked only where clocks show the time twice */
  which: z.enum(['earlier', 'later']).optional(),
  minutes: whole('Enter how many minutes it lasts, from 5 to 480.', 5, 480),
  place: optionalWordsInput(200),
  link: link.optional(),
  capacity: whole('Enter how many people fit in, at least 1, or leave it empty.', 1, 10_000).optional(),
  words: optionalWordsInput(2_000),
  /** said only where the champion leads something else then */
  overlap: z.literal('yes').optional(),
}

/** How often sessions of a series meet, in days. */
export const EVERY = { weekly: 7, fortnightly: 14 } as const

/** The most sessions that are planned at once: half a year, weekly. */
export const MOST_TIMES = 26

const times = whole(`Enter how often it meets, from 2 to ${MOST_TIMES}.`, 2, MOST_TIMES)

/** A session, or a series of them, as it is planned. */
export const SessionInput = z
  .object({
    ...PARTS,
    /** said where only some of the cohort are meant: those in `people` */
    only: z.literal('some').optional(),
    people: z.array(z.uuid()).max(500).default([]),
    repeat: z.enum(['once', 'weekly', 'fortnightly']).default('once'),
    times: times.optional(),
  })
  .refine(({ only, people }) => only === undefined || people.length > 0, {
    path: ['people'],
    error: 'Tick at least one person.',
  })
  .refine(({ repeat, times }) => repeat === 'once' || times !== undefined, {
    path: ['times'],
    error: `Enter how often it meets, from 2 to ${MOST_TIMES}.`,
  })
export type SessionInput = z.infer<typeof SessionInput>

/** What is changed of a session, of this one or of those that follow in its series too. */
export const SessionChangeInput = z.object({
  ...PARTS,
  /** that which the form was made from */
  version: z.coerce.number().int().min(0),
  scope: z.enum(['this', 'following']).default('this'),
  /** asked only where more are coming than fit in */
  over: z.enum(['keep', 'wait']).optional(),
})
export type SessionChangeInput = z.infer<typeof SessionChangeInput>

/** Why a session does not take place; everybody who was invited reads it. */
export const CancellationInput = z.object({
  words: wordsInput('Say in a word why, and what people should do instead.', 500),
  scope: z.enum(['this', 'following']).default('this'),
})
export type CancellationInput = z.infer<typeof CancellationInput>

/** What somebody who is invited answers. */
export const ReplyInput = z.object({
  reply: z.enum(['coming', 'not coming'], { error: 'Choose one of the two.' }),
  words: optionalWordsInput(300),
})
export type ReplyInput = z.infer<typeof ReplyInput>
