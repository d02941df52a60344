import type { ReactNode } from 'react'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'

export type GuidedColumn = { name: string; needed?: boolean; holds: string }

/** What a file's columns mean, with an example to copy. */
export function ColumnGuide({
  columns,
  example,
  children,
}: {
  columns: GuidedColumn[]
  example: string
  children: ReactNode
}) {
  return (
    <section className="guide" aria-labelledby="columns">
      <h2 id="columns">What the file holds</h2>
      {children}
      <Table caption="Columns" narrow="list" columns="1fr">
        <TableHead>
          <ColumnHead width="9rem">Column</ColumnHead>
          <ColumnHead>Holds</ColumnHead>
        </TableHead>
        <TableBody>
          {columns.map(({ name, needed, holds }) => (
            <Row key={name}>
              <RowHead sub={needed ? 'Needed' : undefined}>{name}</RowHead>
              <Cell>{holds}</Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
      <h3>An example</h3>
      <pre className="hand-over">{example}</pre>
    </section>
  )
}
