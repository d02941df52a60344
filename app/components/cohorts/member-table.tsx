import { Form, Link } from 'react-router'
import type { CohortPage, HelpAsked, Member, OpenModule } from '#app/domain/cohorts/cohort-page.server.ts'
import type { ReadyAt } from '#app/domain/playbooks/ready-answers.server.ts'
import { paths } from '#app/http/paths.ts'
import { dayText, momentText } from '../dates.ts'
import { TextButton } from '../ui/button.tsx'
import { Problem } from '../ui/problem.tsx'
import { Track } from '../ui/progress.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import { ReadyAnswers } from './ready-answers.tsx'

type Seen = { timeZone: string; now: Date; mayHelp: boolean; cohortId: string; ready: readonly ReadyAt[] }

/** The members by name: progress by milestone, what they are in the middle of, and whether they seem stuck. */
export function MemberTable({ page, ...seen }: { page: CohortPage } & Seen) {
  const { members, milestones } = page
  if (members.length === 0) {
    return (
      <Problem kind="empty" title="Nobody is in this cohort yet">
        An administrator adds people to cohorts.
      </Problem>
    )
  }
  return (
    <Table caption="Members" narrow="list-wide" columns="repeat(4, minmax(0, 1fr))">
      <TableHead>
        <ColumnHead>Name</ColumnHead>
        {milestones.map(({ slug, name }) => (
          <ColumnHead key={slug} right>
            {name}
          </ColumnHead>
        ))}
        <ColumnHead right>Overdue</ColumnHead>
        <ColumnHead width="38%">In the middle of</ColumnHead>
        <ColumnHead>Last active</ColumnHead>
      </TableHead>
      <TableBody>
        {members.map((member) => (
          <MemberRow key={member.id} member={member} page={page} {...seen} />
        ))}
      </TableBody>
    </Table>
  )
}

function MemberRow({ member, page, ...seen }: { member: Member; page: CohortPage } & Seen) {
  return (
    <Row>
      <RowHead>
        <Link className="plain" to={paths.person(member.id)}>
          {member.name}
        </Link>
      </RowHead>
      {page.milestones.map(({ slug, name }) => (
        <ProgressCell key={slug} name={name} progress={member.milestones[slug]} />
      ))}
      <Cell label="Overdue" right>
        {member.overdue > 0 ? <span className="is-warn strong">{member.overdue}</span> : 0}
      </Cell>
      <Cell label="In the middle of" full>
        {member.help.map((help) => (
          <HelpNote key={help.id} help={help} personId={member.id} {...seen} />
        ))}
        {member.begun.length === 0 && member.help.length === 0 && <span className="muted">Nothing</span>}
        {member.begun.map((module) => (
          <BegunNote key={module.slug} module={module} />
        ))}
      </Cell>
      <Cell label="Last active" oneline muted>
        {member.lastActive ? dayText(member.lastActive, page.today) : 'Never'}
      </Cell>
    </Row>
  )
}

function ProgressCell({ name, progress }: { name: string; progress: { asked: number; done: number } | undefined }) {
  if (!progress) {
    return (
      <Cell label={name} right muted>
        –
      </Cell>
    )
  }
  return (
    <Cell label={name} right>
      {progress.done} of {progress.asked}
      <Track done={progress.done} total={progress.asked} />
    </Cell>
  )
}

function BegunNote({ module }: { module: OpenModule }) {
  return (
    <p className="begun">
      <Link to={paths.module(module.slug)}>{module.title}</Link>
      {module.sign && module.sign !== 'asked for help' && (
        <>
          {' '}
          <StatusMark state="incomplete">{module.sign}</StatusMark>
        </>
      )}
      <span className="sub">{module.missing.join(' ')}</span>
    </p>
  )
}

type HelpNoteProps = { help: HelpAsked; personId: string } & Seen

function HelpNote({ help, personId, timeZone, now, mayHelp, cohortId, ready }: HelpNoteProps) {
  return (
    <div className="begun">
      <StatusMark state="help">Asks for help</StatusMark>{' '}
      <Link to={paths.module(help.slug, help.blockId)}>
        {help.block}, {help.module}
      </Link>
      <span className="sub">
        {momentText(help.at, timeZone, now)}
        {help.words && `. “${help.words}”`}
      </span>
      <ReadyAnswers help={help} personId={personId} cohortId={cohortId} ready={ready} />
      {mayHelp && (
        <Form method="post" action={paths.helpAnswer(cohortId, help.id)}>
          <TextButton type="submit">I have helped</TextButton>
        </Form>
      )}
    </div>
  )
}
