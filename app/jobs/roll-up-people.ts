import { rollUpBlocks } from '#app/domain/adoption/confusion-rollups/block-rollups.server.ts'
import { rollUpBaselines } from '#app/domain/adoption/old-times/measured-baselines.server.ts'
import type { Job } from './job.ts'

/** Brings what is counted at blocks up to now, and tells the medians of what was measured in the old product. */
export const rollUpPeople: Job = {
  run: async ({ now }) => {
    while ((await rollUpBlocks()) > 0);
    await rollUpBaselines(now)
  },
  cron: '* * * * *',
}
