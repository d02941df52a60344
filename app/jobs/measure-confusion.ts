import { measureEffects } from '#app/domain/adoption/effect/measured-effects.server.ts'
import { measureSignals } from '#app/domain/adoption/signals/measured-signals.server.ts'
import type { Job } from './job.ts'

/** Counts anew once a day what resolutions did, and every hour where people stall, fail or take hints. */
export const measureConfusion: Job = {
  run: async ({ now }) => {
    await measureEffects(now)
    await measureSignals(now)
  },
  cron: '24 * * * *',
}
