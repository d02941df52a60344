import { closeForgotten } from '#app/domain/cohorts/running/closing.server.ts'
import { remindOfSessions } from '#app/domain/cohorts/sessions/reminders.server.ts'
import type { Job } from './job.ts'

/** Reminds of sessions that are soon, and ends those that nobody ended. */
export const sessions: Job = {
  run: async ({ now }) => {
    await remindOfSessions(now)
    await closeForgotten(now)
  },
  cron: '*/5 * * * *',
}
