import { z } from 'zod'
import { wordsInput } from '#app/domain/words-input.ts'
import { newId } from '#app/platform/ids.ts'

/** As much as one sentence of a conversation. */
export const NOTE_LIMIT = 500

const sent = { id: z.uuidv7().default(() => newId()), at: z.iso.datetime().default(() => new Date().toISOString()) }
const version = z.number().int().min(0)
const place = z.string().min(1).max(200)

/** An act of whoever runs a session. */
export const ActInput = z.discriminatedUnion('kind', [
  z.object({ ...sent, kind: z.enum(['next', 'back', 'more', 'pause', 'resume', 'restore']), version }),
  z.object({
    ...sent,
    kind: z.literal('shorten'),
    version,
    to: z.array(z.object({ part: z.number().int().min(0), minutes: z.number().int().min(0) })).max(200),
  }),
  z.object({
    ...sent,
    kind: z.enum(['park', 'note']),
    words: wordsInput('Write a few words first.', NOTE_LIMIT),
    module: place.optional(),
    block: place.optional(),
  }),
  z.object({ ...sent, kind: z.enum(['tick', 'untick']), note: z.uuid() }),
  z.object({ ...sent, kind: z.literal('report'), note: z.uuid(), module: place, block: place }),
  z.object({ ...sent, kind: z.enum(['take', 'leave', 'helped']), request: z.uuid() }),
  z.object({ ...sent, kind: z.enum(['present', 'absent']), person: z.uuid() }),
  z.object({ ...sent, kind: z.literal('new-code') }),
])
export type ActInput = z.output<typeof ActInput>

/** What somebody in the room asks from their own phone. */
export const QuestionInput = z.object({
  id: z.uuidv7().default(() => newId()),
  words: wordsInput('Write your question first.', NOTE_LIMIT),
  /** the room may read who asks */
  named: z.boolean().default(false),
})
export type QuestionInput = z.output<typeof QuestionInput>
