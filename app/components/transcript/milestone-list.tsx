import type { MilestoneProgress } from '#app/domain/progress/standing.ts'
import { dayText } from '../dates.ts'
import { completeText } from '../home/due-table.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { CertificateForm } from './certificate-form.tsx'

type MilestoneListProps = { milestones: readonly MilestoneProgress[]; today: string }

/** How much of each milestone is complete; one of which all is, has a certificate of its own. */
export function MilestoneList({ milestones, today }: MilestoneListProps) {
  return (
    <ul className="lines certificates">
      {milestones.map(({ slug, name, date, assigned, complete }) => (
        <li key={slug}>
          <div>
            <b>{name}</b>
            <span className="sub">{dayText(date, today)}</span>
          </div>
          <StatusMark state={complete === assigned ? 'done' : 'open'}>{completeText(complete, assigned)}</StatusMark>
          {complete === assigned && <CertificateForm of="milestone" name={slug} about={name} />}
        </li>
      ))}
    </ul>
  )
}
