import { Link } from 'react-router'
import type { Measuring } from '#app/domain/adoption/old-times/measurings.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { shortDayText } from '../dates.ts'
import { clock, interval } from '../format.ts'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'

/** Tasks that are or were measured in the old product, each with its median from five people on. */
export function MeasuringTable({ measurings, today }: { measurings: readonly Measuring[]; today: string }) {
  return (
    <Table caption="Measured tasks" narrow="list" columns="repeat(3, minmax(0, 1fr))" linked>
      <TableHead>
        <ColumnHead>Task</ColumnHead>
        <ColumnHead>Asked</ColumnHead>
        <ColumnHead>Until</ColumnHead>
        <ColumnHead>Median</ColumnHead>
      </TableHead>
      <TableBody>
        {measurings.map((one) => (
          <Row key={one.id}>
            <RowHead>
              <Link to={adoptionPaths.measuring(one.id)}>{one.title}</Link>
              <span className="sub">{one.moduleTitle}</span>
            </RowHead>
            <Cell label="Asked">
              {one.done} of {one.asked} did it
              <span className="sub">{one.whom ?? 'People by name'}</span>
            </Cell>
            <Cell label="Until">
              {shortDayText(one.until, today)}
              {one.over && <span className="sub">Over</span>}
            </Cell>
            <Cell label="Median">
              {one.told ? clock(one.told.ms) : <span className="muted">{notTold(one)}</span>}
              {one.told && <span className="sub">{toldText(one.told, today)}</span>}
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

/** `n 14, 2:50 to 3:31, measured 3 Mar`. */
export function toldText({ low, high, n, on }: NonNullable<Measuring['told']>, today: string): string {
  const bounds = low !== null && high !== null ? `${interval(low, high, clock)}, ` : ''
  return `n ${n}, ${bounds}measured ${shortDayText(on, today)}`
}

/** Why there is no median. */
export const notTold = ({ over }: Measuring): string =>
  over ? 'Withheld: fewer than five people did it' : 'Told from five people on'
