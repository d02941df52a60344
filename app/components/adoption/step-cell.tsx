import { Link } from 'react-router'
import { count, percent } from '../format.ts'
import { Cell } from '../ui/table.tsx'

type StepCellProps = {
  label: string
  part: number
  whole: number
  strong?: boolean
  /** the way to what the count is made of, and what it is called */
  to?: { address: string; words: string }
}

/** A count with its share of those assigned. */
export function StepCell({ label, part, whole, strong, to }: StepCellProps) {
  return (
    <Cell label={label} right sub={percent(part, whole)} {...(strong ? { strong } : {})}>
      {to ? (
        <Link to={to.address} aria-label={to.words}>
          {count(part)}
        </Link>
      ) : (
        count(part)
      )}
    </Cell>
  )
}
