import { remindOfDue } from '#app/domain/notices/due-reminders.server.ts'
import type { Job } from './job.ts'

/** Looks every quarter of an hour where it is morning by now: zones differ, and some by a part of an hour. */
export const dueReminders: Job = {
  run: async ({ now }) => {
    await remindOfDue(now)
  },
  cron: '1,16,31,46 * * * *',
}
