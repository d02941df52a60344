import { Link } from 'react-router'
import { shortDayText } from '#app/components/dates.ts'
import { count, counted, duration, percent } from '#app/components/format.ts'
import { Problem } from '#app/components/ui/problem.tsx'
import { StatusMark } from '#app/components/ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import { OUTCOMES } from '#app/domain/adoption/effect/effect.ts'
import type { Flow, OpenAt, Spread } from '#app/domain/adoption/effect/flow.server.ts'
import type { FixedQuestion, KindEffect } from '#app/domain/adoption/effect/overview.server.ts'
import { headline } from '#app/domain/confusion/headline.ts'
import { resolutionWords } from '#app/domain/confusion/kinds.ts'
import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { paths } from '#app/http/paths.ts'
import { outcomeNames, outcomeOf, outcomeStates, sideNote, sideValue } from './effect-words.ts'

/** Which kinds of fix worked: what was measured, and beside it what people said. */
export function KindTable({ kinds }: { kinds: readonly KindEffect[] }) {
  return (
    <Table caption="What fixes worked" narrow="list" columns="repeat(3, auto)">
      <TableHead>
        <ColumnHead>Kind of fix</ColumnHead>
        <ColumnHead right>Fixes</ColumnHead>
        {OUTCOMES.map((outcome) => (
          <ColumnHead key={outcome} right>
            {outcomeNames[outcome]}
          </ColumnHead>
        ))}
        <ColumnHead right>People said yes</ColumnHead>
      </TableHead>
      <TableBody>
        {kinds.map((row) => (
          <Row key={row.kind}>
            <RowHead>{resolutionWords[row.kind]}</RowHead>
            <Cell label="Fixes" right>
              {count(row.fixes)}
            </Cell>
            {OUTCOMES.map((outcome) => (
              <Cell key={outcome} label={outcomeNames[outcome]} right strong={outcome === 'helped'}>
                {count(row[outcome])}
              </Cell>
            ))}
            <Cell label="People said yes" right>
              {row.verdicts === 0 ? 'nobody asked said' : `${row.yes} of ${row.verdicts}`}
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

/** Fix by fix: reports and me-toos per 100 people, before and since. */
export function FixTable({ fixed, today }: { fixed: readonly FixedQuestion[]; today: LocalDay }) {
  if (fixed.length === 0) {
    return (
      <Problem kind="empty" title="Nothing is counted yet">
        Fixes are counted once a day, from the day on which a question is resolved.
      </Problem>
    )
  }
  return (
    <Table caption="Fix by fix" narrow="list-wide" columns="1fr 1fr" linked>
      <TableHead>
        <ColumnHead width="40%">Question</ColumnHead>
        <ColumnHead>Before</ColumnHead>
        <ColumnHead>Since</ColumnHead>
        <ColumnHead>What it did</ColumnHead>
      </TableHead>
      <TableBody>
        {fixed.map((row) => (
          <Row key={row.id}>
            <RowHead sub={`${row.module}, ${row.block}. ${fixWords(row)}, ${shortDayText(row.resolvedOn, today)}`}>
              <Link className="plain" to={paths.confusionCluster(row.id)}>
                {headline(row.question)}
              </Link>
            </RowHead>
            <Cell label="Before" sub={sideNote('rate', row.figure.before)}>
              {sideValue('rate', row.figure.before)}
            </Cell>
            <Cell label="Since" strong sub={sideNote('rate', row.figure.after)}>
              {sideValue('rate', row.figure.after)}
            </Cell>
            <Cell label="What it did">
              <StatusMark state={outcomeStates[row.figure.outcome]}>{outcomeOf(row.figure)}</StatusMark>
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

const fixWords = ({ kind, release }: FixedQuestion): string =>
  kind === 'release' ? `Release ${release}` : resolutionWords[kind]

/** How long people waited, and what reached them. */
export function FlowTable({ flow }: { flow: Flow }) {
  const { answer, resolution, told, helped } = flow
  const silent = Math.max(0, helped.of - helped.part - helped.no)
  return (
    <Table caption="From a report to a fix" narrow="list" columns="1fr 1fr">
      <TableHead>
        <ColumnHead>What</ColumnHead>
        <ColumnHead right>Figure</ColumnHead>
        <ColumnHead right>Of</ColumnHead>
      </TableHead>
      <TableBody>
        <SpreadRow name="Time to the first answer" spread={answer} />
        <SpreadRow name="Time to the fix" spread={resolution} />
        <Row>
          <RowHead sub="of those who reported, or said “me too”">Told what became of it</RowHead>
          <Cell label="Figure" right strong>
            {percent(told.part, told.of)}
          </Cell>
          <Cell label="Of" right>
            {counted(told.of, 'person', 'people')}
          </Cell>
        </Row>
        <Row>
          <RowHead sub={`${helped.no} said no, ${count(silent)} did not say`}>Said that it helped</RowHead>
          <Cell label="Figure" right strong>
            {percent(helped.part, helped.of)}
          </Cell>
          <Cell label="Of" right>
            {counted(helped.of, 'person', 'people')}
          </Cell>
        </Row>
      </TableBody>
    </Table>
  )
}

function SpreadRow({ name, spread: { n, median, p90 } }: { name: string; spread: Spread }) {
  return (
    <Row>
      <RowHead>{name}</RowHead>
      <Cell label="Figure" right strong sub={p90 === null ? undefined : `p90 ${duration(p90)}`}>
        {median === null ? 'none yet' : duration(median)}
      </Cell>
      <Cell label="Of" right>
        {counted(n, 'question', 'questions')}
      </Cell>
    </Row>
  )
}

/** What waits, by milestone, leading to the milestone whose gates it weighs on. */
export function OpenTable({ open }: { open: readonly OpenAt[] }) {
  if (open.length === 0) {
    return (
      <Problem kind="empty" title="Nothing is open">
        Questions that wait for an answer or a fix are counted here.
      </Problem>
    )
  }
  return (
    <Table caption="Open by milestone" narrow="list" columns="1fr 1fr">
      <TableHead>
        <ColumnHead>Milestone</ColumnHead>
        <ColumnHead right>Open</ColumnHead>
        <ColumnHead right>Blocking</ColumnHead>
      </TableHead>
      <TableBody>
        {open.map(({ milestone, open: waiting, blocking }) => (
          <Row key={milestone?.slug ?? ''}>
            <RowHead>
              {milestone ? <Link to={paths.milestone(milestone.slug)}>{milestone.name}</Link> : 'No milestone'}
            </RowHead>
            <Cell label="Open" right strong>
              {count(waiting)}
            </Cell>
            <Cell label="Blocking" right>
              {count(blocking)}
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
