import { Form } from 'react-router'
import type { PersonException } from '#app/domain/modules/exceptions.ts'
import { milestonePaths } from '#app/http/milestone-paths.ts'
import { dayText, shortDayText } from '../dates.ts'
import { TextButton } from '../ui/button.tsx'
import { StatusMark } from '../ui/status-mark.tsx'

type ExceptionListProps = { person: string; exceptions: readonly PersonException[]; today: string; mayExcept: boolean }

/** What one person need not do, or has more time for: who decided it, when, why; and the way back. */
export function ExceptionList({ person, exceptions, today, mayExcept }: ExceptionListProps) {
  return (
    <ul className="lines">
      {exceptions.map(({ assignmentId, title, milestone, dueOn, reason, by, on }) => (
        <li key={assignmentId}>
          <StatusMark state="waived">{dueOn ? `More time until ${dayText(dueOn, today)}` : 'Waived'}</StatusMark>{' '}
          <b>{title}</b>, {milestone.name}
          <p className="sub">
            {by}, {shortDayText(on, today)}: {reason}
          </p>
          {mayExcept && (
            <Form method="post" action={milestonePaths.exceptionWithdrawal(person, assignmentId)}>
              <TextButton type="submit">
                Ask again as everybody<span className="sr">: {title}</span>
              </TextButton>
            </Form>
          )}
        </li>
      ))}
    </ul>
  )
}
