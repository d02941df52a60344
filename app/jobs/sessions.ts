import { settleInvitations } from '#app/domain/cohorts/sessions/invitations.server.ts'
import { remindOfSessions } from '#app/domain/cohorts/sessions/reminders.server.ts'
import type { Job } from './job.ts'

/** Invites who joined a cohort, tells who left one, and reminds of sessions that are soon. */
export const sessions: Job = {
  run: async ({ now }) => {
    await settleInvitations(now)
    await remindOfSessions(now)
  },
  cron: '*/5 * * * *',
}
