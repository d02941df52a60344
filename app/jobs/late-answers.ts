import { tellOfLateAnswers } from '#app/domain/confusion/late-answers.server.ts'
import type { Job } from './job.ts'

/** Looks every ten minutes which questions wait nearly or fully as long as agreed. */
export const lateAnswers: Job = {
  run: async ({ now }) => {
    await tellOfLateAnswers(now)
  },
  cron: '6,16,26,36,46,56 * * * *',
}
