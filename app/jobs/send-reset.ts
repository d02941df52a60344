import { z } from 'zod'
import { sendAskedReset } from '#app/domain/identity/asked-reset.server.ts'
import type { Job } from './job.ts'

const Payload = z.object({ email: z.string() })

/** Sends the link that somebody asked for, if its address is known. */
export const sendReset: Job = { run: ({ payload, now }) => sendAskedReset(Payload.parse(payload).email, now) }
