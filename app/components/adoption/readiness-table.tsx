import type { GateReadiness } from '#app/domain/migrations/readiness.server.ts'
import type { GateState } from '#app/domain/migrations/readiness.ts'
import { Problem } from '../ui/problem.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import { figureNote, figureText, gateName, targetText } from './measures.ts'

/** The milestone's gates in brief: what was measured, the target, and whether it holds. */
export function ReadinessTable({
  gates,
  caption = 'Readiness',
}: {
  gates: readonly GateReadiness[]
  caption?: string
}) {
  if (gates.length === 0) {
    return (
      <Problem kind="empty" title="No gates yet">
        A migration lead adds the conditions that this milestone must meet.
      </Problem>
    )
  }
  return (
    <Table caption={caption} narrow="list" columns="5rem 1fr auto" middle>
      <TableHead>
        <ColumnHead>Gate</ColumnHead>
        <ColumnHead right>Measured</ColumnHead>
        <ColumnHead>Target</ColumnHead>
        <ColumnHead>State</ColumnHead>
      </TableHead>
      <TableBody>
        {gates.map((gate) => (
          <Row key={gate.id}>
            <RowHead sub={figureNote(gate.measure, gate.figure)}>{gateName(gate)}</RowHead>
            <Cell label="Measured" right strong>
              {gate.figure.value === null ? '–' : figureText(gate.measure, gate.figure.value)}
            </Cell>
            <Cell label="Target" oneline>
              {targetText(gate.measure, gate.comparator, gate.target)}
            </Cell>
            <Cell label="State">
              <GateMark state={gate.state} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

const marks = { met: ['met', 'Met'], 'not met': ['unmet', 'Not met'], waived: ['waived', 'Waived'] } as const

/** A gate's state by icon and word. */
export function GateMark({ state }: { state: GateState }) {
  const [mark, words] = marks[state]
  return <StatusMark state={mark}>{words}</StatusMark>
}
