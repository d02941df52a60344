import { mailDigests } from '#app/domain/confusion/outgoing/digest.server.ts'
import type { Job } from './job.ts'

/** Looks twice an hour where the morning of a working day has begun. */
export const confusionDigest: Job = {
  run: async ({ now }) => {
    await mailDigests(now)
  },
  cron: '4,34 * * * *',
}
