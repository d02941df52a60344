import { z } from 'zod'
import { sendQueuedMail } from '#app/domain/notices/mail-sending.server.ts'
import type { Job } from './job.ts'

const Payload = z.object({ mailId: z.uuid() })

/** Sends one queued mail. */
export const sendMail: Job = {
  run: ({ payload, lastTry, now }) => sendQueuedMail(Payload.parse(payload).mailId, lastTry, now),
}
