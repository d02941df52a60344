import { tellMonthlyNotes } from '#app/domain/adoption/monthly-note.server.ts'
import type { Job } from './job.ts'

/** Looks every hour where the first working day of a month has begun. */
export const monthlyNote: Job = {
  run: async ({ now }) => {
    await tellMonthlyNotes(now)
  },
  cron: '9,39 * * * *',
}
