import type { ReactNode } from 'react'
import type { PartRow } from '#app/domain/adoption/part-rows.ts'
import type { Span } from '#app/domain/adoption/task-rollups/spans.ts'
import { type Axis, ratioAxis } from '../charts/ratio-axis.ts'
import { RatioAxis } from '../charts/task-time-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import { ratioOf, TimeRow } from './time-row.tsx'

type Part = PartRow & { name: string; span: Span }

/** Times and errors of one task by parts of its attempts: times, tries or releases. */
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
  const axis = axisOf(parts)
  return (
    <TimeTable caption={caption} head={head} oldProduct={oldProduct} axis={axis}>
      {parts.map((part) => (
        <PartTimeRow key={part.name} part={part} series={1} axis={axis} baselineMs={baselineMs} />
      ))}
    </TimeTable>
  )
}

/** The axis on which all of some parts lie. */
export const axisOf = (parts: readonly PartRow[]): Axis =>
  ratioAxis(parts.flatMap(({ cell }) => (cell ? ratioOf(cell) : [])))

type TimeTableProps = { caption: string; head: string; oldProduct: string; axis: Axis; children: ReactNode }

/** A table of `PartTimeRow`s. */
export function TimeTable({ caption, head, oldProduct, axis, children }: TimeTableProps) {
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
      <TableBody>{children}</TableBody>
    </Table>
  )
}

type PartTimeRowProps = { part: Part; series: 1 | 2; axis: Axis; baselineMs: number | null }

/** Times and errors of a part. One that nobody did says so. */
export function PartTimeRow({
  part: { name, span, cell, errorsPerAttempt },
  series,
  axis,
  baselineMs,
}: PartTimeRowProps) {
  if (!cell) {
    return (
      <Row>
        <RowHead>
          <span className="sub-row">{name}</span>
        </RowHead>
        <Cell span={7} full muted>
          Nobody succeeded then.
        </Cell>
      </Row>
    )
  }
  return (
    <TimeRow
      name={name}
      series={series}
      cell={cell}
      asked={span}
      errors={errorsPerAttempt}
      axis={axis}
      baselineMs={baselineMs}
    />
  )
}
