import { Form, Link } from 'react-router'
import type { CohortPage, HelpAsked, Member, OpenModule } from '#app/domain/cohorts/cohort-page.server.ts'
import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import type { ReadyAt } from '#app/domain/playbooks/ready-answers.server.ts'
import { paths } from '#app/http/paths.ts'
import { dayText, momentText } from '../dates.ts'
import { TextButton } from '../ui/button.tsx'
import { Problem } from '../ui/problem.tsx'
import { Track } from '../ui/progress.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import { ReadyAnswers } from './ready-answers.tsx'

type Seen = {
  /** those to show, in their order */
  members: readonly Member[]
  timeZone: string
  now: Date
  mayHelp: boolean
  cohortId: string
  ready: readonly ReadyAt[]
}

/** The members by name: progress by milestone, what they are in the middle of, and whether they seem stuck. */
export function MemberTable({ page, ...seen }: { page: CohortPage } & Seen) {
  const { milestones } = page
  if (page.members.length === 0) {
    return (
      <Problem kind="empty" title="Nobody is in this cohort yet">
        A trainer or a migration lead puts people into cohorts.
      </Problem>
    )
  }
  if (seen.members.length === 0) {
    return (
      <Problem kind="empty" title="Nobody is like this">
        None of the {page.members.length} members has what you are looking for.
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
        {seen.members.map((member) => (
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
        <span className="member">
          <input
            type="checkbox"
            name="person"
            value={member.id}
            form={NUDGE_FORM}
            aria-label={`Choose ${member.name}`}
          />
          <Link className="plain" to={paths.person(member.id)}>
            {member.name}
          </Link>
        </span>
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
      <Cell label="Last active" oneline muted sub={nudgedText(member, page.today)}>
        {member.lastActive ? dayText(member.lastActive, page.today) : 'Never'}
      </Cell>
    </Row>
  )
}

/** The form that the choices of people belong to: it stands below the table, since others stand inside. */
export const NUDGE_FORM = 'nudge'

function nudgedText({ nudged }: Member, today: LocalDay): string | undefined {
  if (nudged === null) return undefined
  return `Reminded ${nudged.day === today ? 'today' : dayText(nudged.day, today)} by ${nudged.by}`
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
