import { Link } from 'react-router'
import type { PersonException } from '#app/domain/modules/exceptions.ts'
import type { PersonStep } from '#app/domain/progress/person-steps.server.ts'
import type { ModuleStanding } from '#app/domain/progress/standing.ts'
import { milestonePaths } from '#app/http/milestone-paths.ts'
import { paths } from '#app/http/paths.ts'
import { dayText } from '../dates.ts'
import { sentence } from '../format.ts'
import { RuleList } from '../lesson/rule-list.tsx'
import { dueReasonWords } from '../module/due-reason.ts'
import { kindOf } from '../module/module-head.tsx'
import { type State, StatusMark } from '../ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'

const STANDING: Readonly<Record<ModuleStanding, { state: State; words: string }>> = {
  complete: { state: 'done', words: 'Complete' },
  'refresher due': { state: 'working', words: 'Complete; a refresher is due' },
  started: { state: 'incomplete', words: 'Begun' },
  'not started': { state: 'open', words: 'Not started' },
}

type PersonStepsProps = {
  person: string
  caption: string
  steps: readonly PersonStep[]
  exceptions: readonly PersonException[]
  today: string
  mayExcept: boolean
}

/** What is asked of a person for one milestone: whether it is complete, and of what is not what is missing, with links. */
export function PersonStepsTable({ person, caption, steps, exceptions, today, mayExcept }: PersonStepsProps) {
  return (
    <Table caption={caption} narrow="list-wide" columns="1fr 1fr">
      <TableHead>
        <ColumnHead width="24%">Module</ColumnHead>
        <ColumnHead width="15%">State</ColumnHead>
        <ColumnHead>What it takes</ColumnHead>
        <ColumnHead width="14%">Due</ColumnHead>
        {mayExcept && (
          <ColumnHead hidden width="11%">
            What can be done
          </ColumnHead>
        )}
      </TableHead>
      <TableBody>
        {steps.map((step) => (
          <Row key={step.assignmentId}>
            <RowHead sub={`${kindOf(step.kind).words}, release ${step.release.label}`}>
              <Link className="plain" to={paths.module(step.slug)}>
                {step.title}
              </Link>
            </RowHead>
            <Cell label="State">
              <StatusMark state={STANDING[step.standing].state}>{STANDING[step.standing].words}</StatusMark>
            </Cell>
            <Cell label="What it takes" full>
              <RuleList
                needs={step.needs.map(({ met, rule, state, block }, place) => ({
                  ...{ key: `${place}`, met, what: rule, soFar: state },
                  to: paths.module(step.slug, block ?? undefined),
                }))}
              />
            </Cell>
            <Cell label="Due" sub={reasonFor(step, exceptions)}>
              <DueState step={step} today={today} />
            </Cell>
            {mayExcept && (
              <Cell full>
                {step.standing !== 'complete' && (
                  <Link to={milestonePaths.exception(person, step.assignmentId)}>
                    Waive or give more time<span className="sr">: {step.title}</span>
                  </Link>
                )}
              </Cell>
            )}
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

function DueState({ step: { due, standing, optional }, today }: { step: PersonStep; today: string }) {
  if (optional || !due) return 'Optional'
  const day = dayText(due.day, today)
  return due.isLate && standing !== 'complete' ? <StatusMark state="late">{day}</StatusMark> : day
}

/** Why the day is another than the milestone says, with who decided it. */
function reasonFor({ due, slug, milestone }: PersonStep, exceptions: readonly PersonException[]): string | undefined {
  if (!due) return undefined
  const own = exceptions.find((one) => one.slug === slug && one.milestone.slug === milestone.slug && one.dueOn)
  if (due.why === 'extended' && own) return `More time, by ${own.by}: ${own.reason}`
  const words = dueReasonWords(due.why)
  return words ? sentence(words) : undefined
}
