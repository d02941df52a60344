import { followAllRules } from '#app/domain/cohorts/managing/cohort-rules.server.ts'
import { settleInvitations } from '#app/domain/cohorts/sessions/invitations.server.ts'
import type { Job } from './job.ts'

/** Fills cohorts by their rules, then invites who joined one to its sessions and tells who left. */
export const cohorts: Job = {
  run: async ({ now }) => {
    await followAllRules(now)
    await settleInvitations(now)
  },
  cron: '*/5 * * * *',
  atStart: true,
}
