import { rollUpBaselines } from '#app/domain/adoption/old-times/measured-baselines.server.ts'
import type { Job } from './job.ts'

/** Tells the medians of what was measured in the old product. */
export const measuredBaselines: Job = {
  run: async ({ now }) => {
    await rollUpBaselines(now)
  },
  cron: '* * * * *',
}
