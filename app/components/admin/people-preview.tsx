import { useSearchParams } from 'react-router'
import { LinkButton } from '#app/components/ui/button.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import { Tabs } from '#app/components/ui/tabs.tsx'
import { PREVIEW_KINDS, type PreviewPart, type PreviewRow } from '#app/domain/identity/import/preview.ts'

const LABELS = { added: 'Added', changed: 'Changed', unchanged: 'As they are' }

/** What each line of a file does, by kind, a part at a time. */
export function PeoplePreview({ kind, counts, part, parts, rows }: PreviewPart) {
  const tabs = PREVIEW_KINDS.map((one) => ({
    to: `?kind=${one}`,
    label: LABELS[one],
    count: counts[one],
    current: one === kind,
  }))
  return (
    <div className="section">
      <Tabs label="Lines" tabs={tabs} />
      <Table caption="Lines of the file" narrow="list" columns="4rem 1fr">
        <TableHead>
          <ColumnHead width="5rem" right>
            Line
          </ColumnHead>
          <ColumnHead width="32%">Person</ColumnHead>
          <ColumnHead>What happens</ColumnHead>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <Line key={row.line} row={row} added={kind === 'added'} />
          ))}
        </TableBody>
      </Table>
      {parts > 1 && <Parts part={part} parts={parts} />}
    </div>
  )
}

function Line({ row, added }: { row: PreviewRow; added: boolean }) {
  return (
    <Row>
      <Cell label="Line" right>
        {row.line}
      </Cell>
      <RowHead sub={row.email}>{row.name}</RowHead>
      <Cell label="What happens" muted={row.changes.length === 0}>
        {row.changes.length > 0 ? (
          <Changes changes={row.changes} />
        ) : added ? (
          'Added, without audience or role'
        ) : (
          'Nothing'
        )}
      </Cell>
    </Row>
  )
}

function Changes({ changes }: { changes: readonly string[] }) {
  return (
    <ul>
      {changes.map((change) => (
        <li key={change}>{change}</li>
      ))}
    </ul>
  )
}

function Parts({ part, parts }: { part: number; parts: number }) {
  const [params] = useSearchParams()
  const to = (target: number) => `?${new URLSearchParams({ ...Object.fromEntries(params), part: String(target) })}`
  return (
    <p className="list-end">
      {part > 1 && <LinkButton to={to(part - 1)}>Before</LinkButton>}
      <span className="small muted">
        Part {part} of {parts}
      </span>
      {part < parts && <LinkButton to={to(part + 1)}>Next</LinkButton>}
    </p>
  )
}
