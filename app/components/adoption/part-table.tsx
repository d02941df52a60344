import type { PartRow } from '#app/domain/adoption/task-detail.server.ts'
import type { Span } from '#app/domain/adoption/task-rollups/spans.ts'
import { ratioAxis } from '../charts/ratio-axis.ts'
import { RatioAxis } from '../charts/task-time-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import { ratioOf, TimeRow } from './time-row.tsx'

type Part = PartRow & { name: string; span: Span }

/** Times and errors of one task by parts of its attempts: times, tries or releases. A part that nobody did says so. */
export function PartTable({
  caption,
  head,
  parts,
  oldProduct,
  baselineMs,
}: {
  caption: string
  head: string
  parts: readonly Part[]
  oldProduct: string
  baselineMs: number | null
}) {
  const axis = ratioAxis(parts.flatMap(({ cell }) => (cell ? ratioOf(cell) : [])))
  return (
    <Table caption={caption} narrow="list-wide" columns="repeat(auto-fit, minmax(5.75rem, 1fr))" middle>
      <TableHead>
        <ColumnHead>{head}</ColumnHead>
        <ColumnHead width="32%">
          <span className="sr">Ratio to {oldProduct}</span>
          <RatioAxis axis={axis} />
        </ColumnHead>
        {['To baseline', 'Median', '95% interval', 'p90', 'People, attempts', 'Errors'].map((name) => (
          <ColumnHead key={name} right>
            {name}
          </ColumnHead>
        ))}
      </TableHead>
      <TableBody>
        {parts.map(({ name, span, cell, errorsPerAttempt }) =>
          cell ? (
            <TimeRow
              key={name}
              name={name}
              series={1}
              cell={cell}
              asked={span}
              errors={errorsPerAttempt}
              axis={axis}
              baselineMs={baselineMs}
            />
          ) : (
            <Row key={name}>
              <RowHead>{name}</RowHead>
              <Cell span={7} full muted>
                Nobody succeeded then.
              </Cell>
            </Row>
          ),
        )}
      </TableBody>
    </Table>
  )
}
