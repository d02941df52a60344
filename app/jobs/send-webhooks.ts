import { sendDueDeliveries } from '#app/domain/confusion/outgoing/sending.server.ts'
import type { Job } from './job.ts'

/** Sends what webhooks are to be told: as soon as something happens, and each minute what is tried again. */
export const sendWebhooks: Job = {
  run: async ({ now }) => {
    await sendDueDeliveries(now)
  },
  cron: '* * * * *',
  atStart: true,
}
