import { Form, Link } from 'react-router'
import type { GateReadiness } from '#app/domain/migrations/readiness.server.ts'
import type { Tally } from '#app/domain/migrations/readiness.ts'
import { milestonePaths } from '#app/http/milestone-paths.ts'
import { figureNote, figureText, gateName, onAxis, targetText } from '../adoption/measures.ts'
import { GateMark } from '../adoption/readiness-table.tsx'
import { shortDayText } from '../dates.ts'
import { TextButton } from '../ui/button.tsx'
import { Problem } from '../ui/problem.tsx'
import { Bullet } from '../ui/progress.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'

type GatesProps = { slug: string; gates: readonly GateReadiness[]; today: string; mayWaive: boolean }

/** Every gate with its measured value on its way to the target, and its waiver under it. */
export function GatesTable({ slug, gates, today, mayWaive }: GatesProps) {
  if (gates.length === 0) {
    return (
      <Problem kind="empty" title="No gates yet">
        Add the conditions that must hold before this milestone goes live.
      </Problem>
    )
  }
  return (
    <Table caption="Gates" narrow="list" columns="5.5rem 1fr auto" middle>
      <TableHead>
        <ColumnHead>Gate</ColumnHead>
        <ColumnHead hidden width="16%">
          Measured against its target
        </ColumnHead>
        <ColumnHead right>Measured</ColumnHead>
        <ColumnHead>Target</ColumnHead>
        <ColumnHead>State</ColumnHead>
        <ColumnHead>Owner</ColumnHead>
        {mayWaive && <ColumnHead hidden>Acts</ColumnHead>}
      </TableHead>
      <TableBody>
        {gates.map((gate) => (
          <GateRows key={gate.id} slug={slug} gate={gate} today={today} mayWaive={mayWaive} />
        ))}
      </TableBody>
    </Table>
  )
}

function GateRows({
  slug,
  gate,
  today,
  mayWaive,
}: {
  slug: string
  gate: GateReadiness
  today: string
  mayWaive: boolean
}) {
  const { measure, figure, target, waiver } = gate
  const place = figure.value === null ? null : onAxis(measure, figure.value, target)
  return (
    <>
      <Row className={waiver ? 'has-waiver' : ''}>
        <RowHead sub={figureNote(measure, figure)}>{gateName(gate)}</RowHead>
        <Cell full plot>
          {place && <Bullet value={place.value} target={place.target} />}
        </Cell>
        <Cell label="Measured" right strong>
          {figure.value === null ? '–' : figureText(measure, figure.value)}
        </Cell>
        <Cell label="Target" oneline>
          {targetText(measure, gate.comparator, target)}
        </Cell>
        <Cell label="State">
          <GateMark state={gate.state} />
        </Cell>
        <Cell label="Owner" oneline>
          {gate.ownerName ?? 'Nobody'}
        </Cell>
        {mayWaive && (
          <Cell full>
            <GateActs slug={slug} gate={gate} />
          </Cell>
        )}
      </Row>
      {waiver && (
        <Row className="waiver">
          <Cell span={mayWaive ? 7 : 6} full>
            <WaiverNote slug={slug} gate={gate} today={today} mayWaive={mayWaive} />
          </Cell>
        </Row>
      )}
    </>
  )
}

function GateActs({ slug, gate }: { slug: string; gate: GateReadiness }) {
  return (
    <span className="gate-acts">
      {gate.state === 'not met' && (
        <Link to={milestonePaths.gateWaiver(slug, gate.id)}>
          Waive<span className="sr"> {gateName(gate)}</span>
        </Link>
      )}
      <Link className="muted" to={milestonePaths.gateRetirement(slug, gate.id)}>
        Remove<span className="sr"> {gateName(gate)}</span>
      </Link>
    </span>
  )
}

function WaiverNote({
  slug,
  gate,
  today,
  mayWaive,
}: {
  slug: string
  gate: GateReadiness
  today: string
  mayWaive: boolean
}) {
  const { waiver } = gate
  if (!waiver) return null
  const ended = waiver.expiresOn < today
  return (
    <div className="waiver-note">
      <p>
        <b>
          Waived by {waiver.owner}, {ended ? 'until' : 'to the end of'} {shortDayText(waiver.expiresOn, today)}
          {ended && ' (over)'}.
        </b>{' '}
        {waiver.reason}
      </p>
      {mayWaive && (
        <Form method="post" action={milestonePaths.gateWaiverWithdrawal(slug, gate.id)}>
          <TextButton type="submit">Withdraw</TextButton>
        </Form>
      )}
    </div>
  )
}

/** How many gates are in each state; states that none is in are left out. */
export function GateTally({ tally }: { tally: Tally }) {
  return (
    <p className="tally">
      {tally['not met'] > 0 && <StatusMark state="unmet">{tally['not met']} not met</StatusMark>}
      {tally.waived > 0 && <StatusMark state="waived">{tally.waived} waived</StatusMark>}
      {tally.met > 0 && <StatusMark state="met">{tally.met} met</StatusMark>}
    </p>
  )
}
