import { sweepUnsentMail } from '#app/domain/notices/mail-sending.server.ts'
import type { Job } from './job.ts'

/** Finds mail that was queued while no worker ran or no mail server was set. */
export const sweepMail: Job = { run: ({ now }) => sweepUnsentMail(now), cron: '7,37 * * * *', atStart: true }
