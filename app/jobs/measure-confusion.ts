import { measureEffects } from '#app/domain/adoption/effect/measured-effects.server.ts'
import type { Job } from './job.ts'

/** Counts anew once a day what resolutions did; what was resolved meanwhile, within the hour. */
export const measureConfusion: Job = {
  run: async ({ now }) => {
    await measureEffects(now)
  },
  cron: '24 * * * *',
}
