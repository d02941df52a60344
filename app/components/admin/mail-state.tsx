import { counted } from '#app/components/format.ts'
import { StatusMark } from '#app/components/ui/status-mark.tsx'
import type { ListedMail } from '#app/domain/notices/mail-log.server.ts'

/** Whether a mail has left, in a word. */
export function MailStateMark({ mail: { state, tries } }: { mail: ListedMail }) {
  if (state === 'sent') return <StatusMark state="done">Sent</StatusMark>
  if (state === 'failed') return <StatusMark state="unmet">Failed</StatusMark>
  return (
    <StatusMark state="waiting">
      {tries > 0 ? `Waiting, ${counted(tries, 'try', 'tries')} failed` : 'Waiting'}
    </StatusMark>
  )
}
