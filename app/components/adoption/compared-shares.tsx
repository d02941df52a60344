import { Link } from 'react-router'
import { MOVES, SHARE_WORDS } from '#app/domain/adoption/compare/compare-words.ts'
import type { ComparedShare } from '#app/domain/adoption/compare/verdicts.ts'
import { percent } from '../format.ts'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'

type ComparedSharesProps = {
  shares: readonly ComparedShare[]
  names: readonly [string, string]
  /** where the people are whom a side needs something of */
  peopleOf: (side: 0 | 1, need: string) => string
}

/** How the people of two groups stand, each share leading to those who are not there yet. */
export function ComparedShares({ shares, names, peopleOf }: ComparedSharesProps) {
  return (
    <Table caption="Progress, side by side" narrow="list" columns="repeat(3, minmax(0, 1fr))">
      <TableHead>
        <ColumnHead>People</ColumnHead>
        <ColumnHead right>{names[0]}</ColumnHead>
        <ColumnHead right>{names[1]}</ColumnHead>
        <ColumnHead>{names[0]} has</ColumnHead>
      </TableHead>
      <TableBody>
        {shares.map(({ of, a, b, move }) => {
          const { name, need } = SHARE_WORDS[of]
          return (
            <Row key={of}>
              <RowHead>{name}</RowHead>
              {([a, b] as const).map(({ part, whole }, side) => {
                const text = percent(part, whole)
                return (
                  <Cell key={names[side]} label={names[side] ?? ''} right strong sub={`${part} of ${whole}`}>
                    {need ? <Link to={peopleOf(side as 0 | 1, need)}>{text}</Link> : text}
                  </Cell>
                )
              })}
              <Cell label={`${names[0]} has`}>{MOVES[move]}</Cell>
            </Row>
          )
        })}
      </TableBody>
    </Table>
  )
}
