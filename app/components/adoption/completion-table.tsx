import type { AudienceRow } from '#app/domain/adoption/adoption.server.ts'
import type { CompletionFigures, Share } from '#app/domain/adoption/standing.ts'
import { percent } from '../format.ts'
import { Problem } from '../ui/problem.tsx'
import { Bullet } from '../ui/progress.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableFoot, TableHead } from '../ui/table.tsx'

/** Completion by audience against the completion gate's target; a person in two audiences counts once in the last row. */
export function CompletionTable({
  rows,
  total,
  target,
}: {
  rows: readonly AudienceRow[]
  total: CompletionFigures
  target: number | undefined
}) {
  if (rows.length === 0) {
    return (
      <Problem kind="empty" title="Nobody is assigned here">
        Choose another milestone, audience or cohort. A module is assigned to the audiences that its file names, when it
        is first published.
      </Problem>
    )
  }
  return (
    <>
      <Table caption="Completion by audience" narrow="list" columns="repeat(4, auto)" middle>
        <TableHead>
          <ColumnHead>Audience</ColumnHead>
          <ColumnHead hidden width="20%">
            Completion against its target
          </ColumnHead>
          <ColumnHead right>Complete</ColumnHead>
          <ColumnHead right>In 7 days</ColumnHead>
          <ColumnHead right>Overdue</ColumnHead>
          <ColumnHead right>Coverage</ColumnHead>
        </TableHead>
        <TableBody>
          {rows.map(({ id, name, figures }) => (
            <CompletionRow key={id} name={name} figures={figures} target={target} />
          ))}
        </TableBody>
        <TableFoot>
          <CompletionRow name="All assigned, each person once" figures={total} target={target} />
        </TableFoot>
      </Table>
      <p className="source">
        People who completed every module that the milestone asks of them, in any release. Coverage: people who came to
        a champion’s session.
      </p>
    </>
  )
}

function CompletionRow({
  name,
  figures,
  target,
}: {
  name: string
  figures: CompletionFigures
  target: number | undefined
}) {
  const { completion, coverage, thisWeek, overdue } = figures
  return (
    <Row>
      <RowHead>{name}</RowHead>
      <Cell full plot>
        <Bullet value={(completion.part / Math.max(1, completion.whole)) * 100} target={target} />
      </Cell>
      <ShareCell label="Complete" share={completion} strong />
      <Cell label="In 7 days" right>
        {thisWeek > 0 ? `+${thisWeek}` : '0'}
      </Cell>
      <Cell label="Overdue" right>
        {overdue}
      </Cell>
      <ShareCell label="Coverage" share={coverage} />
    </Row>
  )
}

function ShareCell({ label, share, strong }: { label: string; share: Share; strong?: boolean }) {
  return (
    <Cell label={label} right sub={`${share.part} of ${share.whole}`} {...(strong ? { strong } : {})}>
      {percent(share.part, share.whole)}
    </Cell>
  )
}
