import { moveOn } from '#app/domain/modules/publication/moving-on.server.ts'
import type { Job } from './job.ts'

/** People whose attempt in an older release is over go on in the current one. */
export const moveOnFromOlder: Job = { run: async ({ now }) => void (await moveOn(now)), cron: '11,41 * * * *' }
