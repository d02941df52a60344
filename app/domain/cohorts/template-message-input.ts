import { z } from 'zod'
import { TEMPLATE_LIMIT } from '#app/domain/playbooks/fill-template.ts'
import { wordsInput } from '../words-input.ts'

/** A message to one person, made from a template. */
export const MessageInput = z.object({
  /** made with the form, so that sending twice sends once */
  id: z.uuid(),
  words: wordsInput('Enter the message.', TEMPLATE_LIMIT),
  /** the request for help that it answers */
  request: z.uuid().optional(),
  /** the request is taken off the list */
  helped: z.boolean().default(false),
})
export type MessageInput = z.infer<typeof MessageInput>
