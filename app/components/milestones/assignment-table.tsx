import { Link } from 'react-router'
import type { AssignmentRule } from '#app/domain/modules/assignment-list.server.ts'
import { milestonePaths } from '#app/http/milestone-paths.ts'
import { paths } from '#app/http/paths.ts'
import { counted, listed } from '../format.ts'
import { kindOf } from '../module/module-head.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Problem } from '../ui/problem.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import { dueWords } from './due-words.ts'

type AssignmentTableProps = { milestone: string; rules: readonly AssignmentRule[]; mayChange: boolean }

/** The rules of a milestone: which audience or role is asked for which module, until when. */
export function AssignmentTable({ milestone, rules, mayChange }: AssignmentTableProps) {
  if (rules.length === 0) {
    return (
      <Problem
        kind="empty"
        title="Nobody is asked for anything"
        level={2}
        action={mayChange && <LinkButton to={milestonePaths.newAssignment(milestone)}>Assign a module</LinkButton>}
      >
        The first publication of a module assigns it as its file says. After that, rules are added here.
      </Problem>
    )
  }
  return (
    <Table caption="Assignments" narrow="list" columns="1fr 5.5rem 5rem">
      <TableHead>
        <ColumnHead>Module</ColumnHead>
        <ColumnHead>For</ColumnHead>
        <ColumnHead>Due</ColumnHead>
        <ColumnHead right>People today</ColumnHead>
        {mayChange && <ColumnHead hidden>What can be done</ColumnHead>}
      </TableHead>
      <TableBody>
        {rules.map((rule) => (
          <Row key={rule.id}>
            <RowHead sub={kindOf(rule.kind).words}>
              <Link className="plain" to={paths.module(rule.slug)}>
                {rule.title}
              </Link>
              {rule.isWithdrawn && <StatusMark state="waived">Withdrawn: asks nobody</StatusMark>}
            </RowHead>
            <Cell label="For">{rule.to}</Cell>
            <Cell label="Due">{dueWords(rule)}</Cell>
            <Cell label="People today" right sub={exceptWords(rule)}>
              {rule.people}
            </Cell>
            {mayChange && (
              <Cell full>
                <Acts milestone={milestone} rule={rule} />
              </Cell>
            )}
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

function Acts({ milestone, rule: { id, title, to } }: { milestone: string; rule: AssignmentRule }) {
  const what = `${title}, ${to}`
  return (
    <span className="row-acts">
      <Link to={milestonePaths.assignment(milestone, id)}>
        Change<span className="sr"> {what}</span>
      </Link>
      <Link to={milestonePaths.assignmentEnd(milestone, id)}>
        End<span className="sr"> {what}</span>
      </Link>
    </span>
  )
}

function exceptWords({ waived, extended }: AssignmentRule): string | undefined {
  const parts = [waived > 0 && `${waived} waived`, extended > 0 && `${extended} with more time`].filter(
    (part) => part !== false,
  )
  return parts.length > 0 ? listed(parts) : undefined
}

/** "12 rules ask 84 people". */
export const rulesTitle = (rules: number): string =>
  rules === 0 ? 'Nothing is assigned yet' : counted(rules, 'rule says who learns what', 'rules say who learns what')
