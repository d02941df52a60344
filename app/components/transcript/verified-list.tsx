import type { CertifiedCompletion } from '#app/domain/progress/certificates.server.ts'
import { localOf, shortDayText } from '../dates.ts'
import { type State, StatusMark } from '../ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'

const STANDINGS: Record<CertifiedCompletion['standing'], { state: State; words: string }> = {
  current: { state: 'done', words: 'Stands: this is the current release' },
  renewed: { state: 'done', words: 'Stands: a newer release is completed, too' },
  superseded: { state: 'open', words: 'Stands for this release; there is a newer one' },
  ended: { state: 'open', words: 'Stands; the module is taught no more' },
}

/** What a certificate names, and how it stands today. */
export function VerifiedList({ completions, zone }: { completions: readonly CertifiedCompletion[]; zone: string }) {
  return (
    <Table caption="What was completed" narrow="list" columns="1fr 1fr">
      <TableHead>
        <ColumnHead>Module</ColumnHead>
        <ColumnHead>Release</ColumnHead>
        <ColumnHead>Completed</ColumnHead>
        <ColumnHead>Today</ColumnHead>
      </TableHead>
      <TableBody>
        {completions.map(({ slug, title, label, completedAt, standing }) => (
          <Row key={`${slug} ${label}`}>
            <RowHead>{title}</RowHead>
            <Cell label="Release">{label}</Cell>
            <Cell label="Completed" oneline>
              {shortDayText(localOf(completedAt, zone).date, '')}
            </Cell>
            <Cell label="Today">
              <StatusMark state={STANDINGS[standing].state}>{STANDINGS[standing].words}</StatusMark>
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
