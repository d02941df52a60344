import { closeForgotten } from '#app/domain/cohorts/running/closing.server.ts'
import { settleInvitations } from '#app/domain/cohorts/sessions/invitations.server.ts'
import { remindOfSessions } from '#app/domain/cohorts/sessions/reminders.server.ts'
import type { Job } from './job.ts'

/** Invites who joined a cohort, tells who left one, reminds of sessions that are soon, and ends those that nobody ended. */
export const sessions: Job = {
  run: async ({ now }) => {
    await settleInvitations(now)
    await remindOfSessions(now)
    await closeForgotten(now)
  },
  cron: '*/5 * * * *',
}
