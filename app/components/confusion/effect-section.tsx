import { Link } from 'react-router'
import { shortDayText } from '#app/components/dates.ts'
import { type Today, todayOf } from '#app/components/ui/date-text.tsx'
import { StatusMark } from '#app/components/ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '#app/components/ui/table.tsx'
import type { Effect, Figure, FigureKind } from '#app/domain/adoption/effect/effect.ts'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { paths } from '#app/http/paths.ts'
import { outcomeOf, outcomeStates, sideNote, sideValue } from './effect-words.ts'

/** Whether confusion at the block fell since the fix; with nothing resolved there is nothing to say. */
export function EffectSection({ effect, today }: { effect: Effect | null; today: Today }) {
  if (effect === null) return null
  const { said, lab } = effect
  return (
    <>
      <h3>Did confusion here fall?</h3>
      <Table caption="Before the fix and since" narrow="list" columns="1fr 1fr">
        <TableHead>
          <ColumnHead>What is counted</ColumnHead>
          <ColumnHead>Before</ColumnHead>
          <ColumnHead>Since</ColumnHead>
        </TableHead>
        <TableBody>
          <FigureRow name="Reports and me-toos" kind="rate" figure={said} />
          {lab && <FigureRow name="Errors in the lab" kind="share" figure={lab.errors} />}
          {lab && <FigureRow name="Hints in the lab" kind="share" figure={lab.hints} />}
        </TableBody>
      </Table>
      <p className="source">
        {comparedWords(effect, today)} Everything said at this block counts, with 95% intervals.{' '}
        {lab && 'Lab: people by their first finished try, in whole weeks. '}
        <Link to={paths.measured()}>How this is worked out</Link>
      </p>
    </>
  )
}

function FigureRow({ name, kind, figure }: { name: string; kind: FigureKind; figure: Figure }) {
  return (
    <Row>
      <RowHead>
        {name}
        <br />
        <StatusMark state={outcomeStates[figure.outcome]}>{outcomeOf(figure)}</StatusMark>
      </RowHead>
      <Cell label="Before" sub={sideNote(kind, figure.before)}>
        {sideValue(kind, figure.before)}
      </Cell>
      <Cell label="Since" strong sub={sideNote(kind, figure.after)}>
        {sideValue(kind, figure.after)}
      </Cell>
    </Row>
  )
}

function comparedWords({ fixedAt, kind, release }: Effect, today: Today): string {
  const day = shortDayText(localDay(fixedAt, today.zone), todayOf(today))
  if (kind === 'release')
    return `Release ${release} and later ones, since ${day}, against older ones from as long before.`
  const what = { product: 'The product changed', explanation: 'It was explained', 'will not change': 'It was decided' }
  return `${kind === 'duplicate' ? 'It was resolved' : what[kind]} on ${day}: the time since then against as long before.`
}
