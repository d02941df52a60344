import type { Step } from '#app/domain/progress/standing.ts'
import { paths } from '#app/http/paths.ts'
import { dayText } from '../dates.ts'
import { counted, inWords, listed, sentence } from '../format.ts'
import { kindOf } from '../module/module-head.tsx'
import { PageLink } from '../ui/page-link.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableFoot, TableHead } from '../ui/table.tsx'

/** What is left for one milestone, by due date, with what is missing of each module. */
export function DueTable({ steps, today, caption }: { steps: readonly Step[]; today: string; caption: string }) {
  const minutes = steps.reduce((sum, step) => sum + step.minutes, 0)
  return (
    <Table caption={caption} narrow="list" columns="1fr 3.5rem 5.25rem" linked>
      <TableHead>
        <ColumnHead>Module</ColumnHead>
        <ColumnHead width="36%">What is missing</ColumnHead>
        <ColumnHead right width="5rem">
          Minutes
        </ColumnHead>
        <ColumnHead width="9rem">Due</ColumnHead>
      </TableHead>
      <TableBody>
        {steps.map((step) => (
          <Row key={step.moduleId}>
            <RowHead sub={kindText(step)}>
              <PageLink to={paths.module(step.slug, step.refresher?.blocks[0]?.id)}>
                {step.refresher ? `${step.title}: what changed` : step.title}
              </PageLink>
            </RowHead>
            <Cell label="What is missing">{missingText(step)}</Cell>
            <Cell label="Minutes" right>
              {step.minutes}
            </Cell>
            <Cell label="Due" oneline>
              <DueText step={step} today={today} />
            </Cell>
          </Row>
        ))}
      </TableBody>
      <TableFoot>
        <Row>
          <RowHead>{leftText(steps)}</RowHead>
          <Cell />
          <Cell label="Minutes" right>
            {minutes}
          </Cell>
          <Cell />
        </Row>
      </TableFoot>
    </Table>
  )
}

function kindText({ kind, refresher, release }: Step): string {
  if (!refresher) return `${kindOf(kind).words}, release ${release.label}`
  const changed = refresher.blocks.length
  return `Refresher, release ${release.label}, ${inWords(changed)} ${changed === 1 ? 'block is' : 'blocks are'} new`
}

function DueText({ step, today }: { step: Step; today: string }) {
  if (!step.due) return step.optional ? 'Optional' : 'No date'
  const day = dayText(step.due.day, today)
  return step.due.isLate ? <StatusMark state="late">{day}</StatusMark> : day
}

function missingText(step: Step): string {
  if (step.refresher) return step.refresher.blocks.map(({ title }) => `Block “${title}”`).join(', ')
  if (step.standing === 'not started') return 'Not started'
  return sentence(listed(step.asked.filter(({ met }) => !met).map(({ short }) => short.toLowerCase())))
}

function leftText(steps: readonly Step[]): string {
  const refreshers = steps.filter(({ refresher }) => refresher !== null).length
  const modules = steps.length - refreshers
  const parts = [
    modules > 0 && `${inWords(modules)} ${modules === 1 ? 'module' : 'modules'}`,
    refreshers > 0 && `${inWords(refreshers)} ${refreshers === 1 ? 'refresher' : 'refreshers'}`,
  ].filter((part) => part !== false)
  return `${sentence(listed(parts))} left`
}

/** "14 of 18 modules complete." */
export const completeText = (complete: number, assigned: number): string =>
  `${complete} of ${counted(assigned, 'module', 'modules')} complete.`
