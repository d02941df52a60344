import { Link } from 'react-router'
import type { CheckRow } from '#app/domain/adoption/check-figures.server.ts'
import { concerns } from '#app/domain/adoption/checks-title.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { percent } from '../format.ts'
import { Problem } from '../ui/problem.tsx'
import { Bullet } from '../ui/progress.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import { peopleText } from './check-words.ts'

/** The checks of a milestone at first submissions, each leading to its questions. `query`: the filters to keep. */
export function ChecksTable({ checks, query }: { checks: readonly CheckRow[]; query: string }) {
  if (checks.length === 0) {
    return (
      <Problem kind="empty" title="No module of this milestone has a check">
        Choose another milestone.
      </Problem>
    )
  }
  return (
    <>
      <Table caption="Checks" narrow="list" columns="repeat(2, minmax(0, 1fr))" middle linked>
        <TableHead>
          <ColumnHead>Check</ColumnHead>
          <ColumnHead hidden width="20%">
            Score
          </ColumnHead>
          <ColumnHead right>Right</ColumnHead>
          <ColumnHead right>Passed at first</ColumnHead>
          <ColumnHead>To look at</ColumnHead>
        </TableHead>
        <TableBody>
          {checks.map((check) => (
            <Row key={`${check.moduleSlug}/${check.blockId}`}>
              <RowHead sub={`${check.moduleTitle}, release ${check.label}`}>
                <Link className="plain" to={`${adoptionPaths.check(check.moduleSlug, check.blockId)}${query}`}>
                  {check.title}
                </Link>
              </RowHead>
              <Figures check={check} />
            </Row>
          ))}
        </TableBody>
      </Table>
      <p className="source">
        Everybody’s first submission only. Right: the mean share of the questions asked that are right. Passed: reached
        the pass mark of the module.
      </p>
    </>
  )
}

function Figures({ check }: { check: CheckRow }) {
  const { figures, mark } = check
  if (figures.told !== 'figures') {
    return (
      <Cell span={4} full>
        <NothingTold told={figures.told} />
      </Cell>
    )
  }
  const open = concerns(check).length
  return (
    <>
      <Cell full plot>
        <Bullet value={figures.score * 100} target={mark ?? undefined} />
      </Cell>
      <Cell label="Right" right strong sub={`n ${peopleText(figures.people)}`}>
        {percent(figures.score, 1)}
      </Cell>
      <Cell label="Passed at first" right sub={mark === null ? 'no pass mark' : `mark ${mark}%`}>
        {figures.passed === null ? '–' : percent(figures.passed, figures.people)}
      </Cell>
      <Cell label="To look at" full>
        {open === 0 ? (
          <StatusMark state="done">Nothing stands out</StatusMark>
        ) : (
          <StatusMark state="major">{open === 1 ? '1 question' : `${open} questions`}</StatusMark>
        )}
      </Cell>
    </>
  )
}

/** Why there is no figure. */
export function NothingTold({ told }: { told: 'none' | 'withheld' }) {
  return told === 'withheld' ? (
    <>
      <StatusMark state="withheld">Withheld</StatusMark>{' '}
      <span className="small muted">Fewer than five people, or a group that would show in a difference.</span>
    </>
  ) : (
    <StatusMark state="open">Nobody answered it in this period</StatusMark>
  )
}
