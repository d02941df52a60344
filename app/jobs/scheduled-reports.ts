import { sendDueReports } from '#app/domain/adoption/reports/sending.server.ts'
import type { Job } from './job.ts'

/** Looks every quarter of an hour which reports are due: zones differ, and some by a part of an hour. */
export const scheduledReports: Job = {
  run: async ({ now }) => {
    await sendDueReports(now)
  },
  cron: '0,15,30,45 * * * *',
  atStart: true,
}
