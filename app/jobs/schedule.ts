import { cohorts } from './cohorts.ts'
import { confusionDigest } from './confusion-digest.ts'
import { dueReminders } from './due-reminders.ts'
import { ensurePartitions } from './ensure-partitions.ts'
import { forgetExpired } from './forget-expired.ts'
import type { Job } from './job.ts'
import { lateAnswers } from './late-answers.ts'
import { measureConfusion } from './measure-confusion.ts'
import { monthlyNote } from './monthly-note.ts'
import { moveOnFromOlder } from './move-on.ts'
import { rollUpPeople } from './roll-up-people.ts'
import { sendMail } from './send-mail.ts'
import { sendReset } from './send-reset.ts'
import { sendWebhooks } from './send-webhooks.ts'
import { sessions } from './sessions.ts'
import { sweepMail } from './sweep-mail.ts'

/** Every job by the name under which it is queued. */
export const JOBS: Record<string, Job> = {
  'forget-expired': forgetExpired,
  'ensure-partitions': ensurePartitions,
  'send-mail': sendMail,
  'send-reset': sendReset,
  'sweep-mail': sweepMail,
  'send-webhooks': sendWebhooks,
  'due-reminders': dueReminders,
  'move-on': moveOnFromOlder,
  cohorts,
  sessions,
  'monthly-note': monthlyNote,
  'late-answers': lateAnswers,
  'measure-confusion': measureConfusion,
  'confusion-digest': confusionDigest,
  'roll-up-people': rollUpPeople,
}
