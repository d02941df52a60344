import type { ErrorFigures, ErrorRow } from '#app/domain/adoption/error-frequencies.ts'
import { attemptsText, errorName, perAttempt as perAttemptText } from '#app/domain/adoption/error-words.ts'
import { counted, percent } from '../format.ts'
import { Problem } from '../ui/problem.tsx'
import { Bullet } from '../ui/progress.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'

/** Errors per finished attempt, by type, and, unless they are `ofOne` task, the one in which each happens mostly. */
export function ErrorTable({ errors, ofOne = false }: { errors: ErrorFigures; ofOne?: boolean }) {
  if (errors.types.length === 0) return <NoErrors errors={errors} />
  const most = Math.max(...errors.types.map(({ perAttempt }) => perAttempt))
  const rest = errors.types.slice(SHOWN)
  return (
    <>
      <TypesTable types={errors.types.slice(0, SHOWN)} most={most} caption="Errors by type" ofOne={ofOne} />
      {rest.length > 0 && (
        <details className="more-rows">
          <summary>{rest.length} more types, each rarer</summary>
          <TypesTable types={rest} most={most} caption="Rarer errors by type" ofOne={ofOne} />
        </details>
      )}
      <p className="source">
        Errors per finished attempt, n {attemptsText(errors.attempts)}. Suspect attempts are left out.{' '}
        {withheldText(errors.withheld.length)}
      </p>
    </>
  )
}

/** Why there is no row: nobody tried, too few did, or nobody made a mistake. */
function NoErrors({ errors: { attempts, withheld } }: { errors: ErrorFigures }) {
  if (attempts > 0) {
    return (
      <Problem kind="empty" title="No errors">
        {`${attemptsText(attempts)} without an error in this period. ${withheldText(withheld.length)}`.trim()}
      </Problem>
    )
  }
  if (withheld.length > 0) {
    return (
      <Problem kind="empty" title="Not enough people yet">
        Errors are shown once five people have finished a task in this period.
      </Problem>
    )
  }
  return (
    <Problem kind="empty" title="Nobody has finished a task in this period">
      Errors come with attempts; look at a longer period, or at another milestone.
    </Problem>
  )
}

const withheldText = (tasks: number): string =>
  tasks === 0 ? '' : `${counted(tasks, 'task is', 'tasks are')} withheld: too few people.`

/** How many types stand there at once; the rarer ones are folded. */
const SHOWN = 8

type TypesTableProps = { types: readonly ErrorRow[]; most: number; caption: string; ofOne: boolean }

function TypesTable({ types, most, caption, ofOne }: TypesTableProps) {
  return (
    <Table caption={caption} narrow="list" columns="5.5rem minmax(0, 1fr)" middle>
      <TableHead>
        <ColumnHead>Type</ColumnHead>
        <ColumnHead hidden width="22%">
          How often
        </ColumnHead>
        <ColumnHead right>Per attempt</ColumnHead>
        {!ofOne && <ColumnHead>Mostly in</ColumnHead>}
      </TableHead>
      <TableBody>
        {types.map(({ type, count, perAttempt, mostlyIn }) => (
          <Row key={type}>
            <RowHead sub={errorName(type).what}>{errorName(type).name}</RowHead>
            <Cell full plot>
              <Bullet value={(perAttempt / most) * 100} />
            </Cell>
            <Cell label="Per attempt" right strong sub={`${count} in all`}>
              {perAttemptText(perAttempt)}
            </Cell>
            {!ofOne && (
              <Cell label="Mostly in">
                {mostlyIn.title}: {percent(mostlyIn.share, 1)}
              </Cell>
            )}
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
