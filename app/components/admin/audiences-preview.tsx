import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import { COMFORT_WORDS } from '#app/domain/identity/comforts.ts'
import type { PlannedAudience } from '#app/domain/identity/import/audiences-plan.ts'

/** What each line of a file of audiences does. */
export function AudiencesPreview({ audiences }: { audiences: readonly PlannedAudience[] }) {
  return (
    <div className="section">
      <Table caption="Lines of the file" narrow="list" columns="4rem 1fr">
        <TableHead>
          <ColumnHead width="5rem" right>
            Line
          </ColumnHead>
          <ColumnHead>Audience</ColumnHead>
          <ColumnHead>In the product</ColumnHead>
          <ColumnHead>What happens</ColumnHead>
        </TableHead>
        <TableBody>
          {audiences.map((audience) => (
            <Row key={audience.line}>
              <Cell label="Line" right>
                {audience.line}
              </Cell>
              <RowHead sub={audience.slug}>{audience.name}</RowHead>
              <Cell label="In the product">{COMFORT_WORDS[audience.comfort]}</Cell>
              <Cell label="What happens" muted={audience.kind === 'unchanged'}>
                {whatHappens(audience)}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}

function whatHappens({ kind, was }: PlannedAudience): string {
  if (kind === 'added') return 'Added'
  if (kind === 'unchanged') return 'Nothing'
  const changes = [
    ...(was.name ? [`was called ${was.name}`] : []),
    ...(was.comfort ? [`was ${COMFORT_WORDS[was.comfort].toLowerCase()}`] : []),
  ]
  return `Changed: ${changes.join(', ')}`
}
