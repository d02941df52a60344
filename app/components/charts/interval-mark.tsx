import { placeOn } from './ratio-axis.ts'
import '#app/styles/charts.css'

/** A share or a rate with its interval; `was` draws it hollow, as what held before. */
export function IntervalMark({
  value,
  low,
  high,
  max,
  was = false,
}: {
  value: number
  low: number
  high: number
  max: number
  was?: boolean
}) {
  const at = (figure: number) => `${placeOn({ from: 0, to: max }, figure)}%`
  return (
    <svg className="plot pair" aria-hidden="true">
      <line className="plot-grid" x1="0" x2="100%" y1="18" y2="18" />
      <line className={was ? 'interval-was' : 'interval-now'} x1={at(low)} x2={at(high)} y1="18" y2="18" />
      <circle className={was ? 'pair-before' : 'pair-now'} cx={at(value)} cy="18" r="5.5" />
    </svg>
  )
}
