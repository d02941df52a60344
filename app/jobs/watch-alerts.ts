import { lookAtAlerts } from '#app/domain/adoption/alerts/watching.server.ts'
import type { Job } from './job.ts'

/** Looks every half an hour where the morning has come in which the day's figures are watched. */
export const watchAlerts: Job = {
  run: async ({ now }) => {
    await lookAtAlerts(now)
  },
  cron: '12,42 * * * *',
}
