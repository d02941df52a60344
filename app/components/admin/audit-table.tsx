import { Link } from 'react-router'
import { Moment } from '#app/components/ui/date-text.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import type { AuditLine } from '#app/domain/identity/audit-log.server.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { actionWords, changesOf, type ValueChange } from './audit-words.ts'

type AuditTableProps = { lines: readonly AuditLine[]; now: Date; zone: string }

/** Who did what, when, and what it was before and after. */
export function AuditTable({ lines, now, zone }: AuditTableProps) {
  if (lines.length === 0) {
    return (
      <Problem kind="empty" title="Nothing recorded">
        Every change of people, roles, plan and content is kept here from the first one on.
      </Problem>
    )
  }
  return (
    <Table caption="Audit log" narrow="list">
      <TableHead>
        <ColumnHead width="22%">What</ColumnHead>
        <ColumnHead width="18%">Of</ColumnHead>
        <ColumnHead>Before and after</ColumnHead>
        <ColumnHead width="14%">Who</ColumnHead>
        <ColumnHead width="11rem">When</ColumnHead>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <Row key={line.id}>
            <RowHead>{actionWords(line.action)}</RowHead>
            <Cell label="Of">
              <Subject line={line} />
            </Cell>
            <Values changes={changesOf(line.before, line.after)} />
            <Cell label="Who" muted={line.actor === null}>
              {line.actor ?? 'The system'}
            </Cell>
            <Cell label="When" oneline>
              <Moment at={line.at} now={now} zone={zone} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

function Subject({ line: { subject, subjectType, subjectId } }: { line: AuditLine }) {
  if (subjectType === 'person' && subject) return <Link to={adminPaths.adminPerson(subjectId)}>{subject}</Link>
  return <>{subject ?? subjectType}</>
}

/** A field a line; a cell without any stays empty, so that a phone leaves it out. */
function Values({ changes }: { changes: readonly ValueChange[] }) {
  if (changes.length === 0) return <Cell />
  return (
    <Cell label="Before and after" full>
      <ul className="values">
        {changes.map(({ field, before, after }) => (
          <li key={field}>
            {field}: {before && <del>{before}</del>}
            {before && after && ' → '}
            {after && <ins>{after}</ins>}
          </li>
        ))}
      </ul>
    </Cell>
  )
}
