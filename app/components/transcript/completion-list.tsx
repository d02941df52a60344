import type { TranscriptEntry } from '#app/domain/progress/transcript.server.ts'
import { paths } from '#app/http/paths.ts'
import { localOf, shortDayText } from '../dates.ts'
import { kindOf } from '../module/module-head.tsx'
import { PageLink } from '../ui/page-link.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import { CertificateForm } from './certificate-form.tsx'

type CompletionListProps = { completions: readonly TranscriptEntry[]; zone: string; today: string }

/** Every completed release with its day, newest first. */
export function CompletionList({ completions, zone, today }: CompletionListProps) {
  return (
    <div className="completions">
      <Table caption="What you completed" narrow="list" columns="1fr 1fr">
        <TableHead>
          <ColumnHead>Module</ColumnHead>
          <ColumnHead>Kind</ColumnHead>
          <ColumnHead>Release</ColumnHead>
          <ColumnHead>Completed</ColumnHead>
          <ColumnHead>On paper</ColumnHead>
        </TableHead>
        <TableBody>
          {completions.map((one) => (
            <Row key={one.id}>
              <RowHead {...(one.source === 'refresher' ? { sub: 'Refresher' } : {})}>
                <PageLink to={paths.module(one.slug)}>{one.title}</PageLink>
              </RowHead>
              <Cell label="Kind">{kindOf(one.kind).words}</Cell>
              <Cell label="Release">{one.label}</Cell>
              <Cell label="Completed" oneline>
                {shortDayText(localOf(one.completedAt, zone).date, today)}
              </Cell>
              <Cell label="On paper">
                <CertificateForm of="completion" name={one.id} about={`${one.title}, release ${one.label}`} />
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}
