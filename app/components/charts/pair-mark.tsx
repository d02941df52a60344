import { placeOn } from './ratio-axis.ts'
import '#app/styles/charts.css'

/** Before and now on one line: before is hollow, now is solid. `max` is the axis that all rows share. */
export function PairMark({ before, now, max }: { before: number | null; now: number; max: number }) {
  const at = (value: number) => `${placeOn({ from: 0, to: max }, value)}%`
  return (
    <svg className="plot pair" aria-hidden="true">
      <line className="plot-grid" x1="0" x2="100%" y1="18" y2="18" />
      {before !== null && (
        <>
          <line className="pair-line" x1={at(now)} x2={at(before)} y1="18" y2="18" />
          <circle className="pair-before" cx={at(before)} cy="18" r="4.5" />
        </>
      )}
      <circle className="pair-now" cx={at(now)} cy="18" r="5.5" />
    </svg>
  )
}

/** What the two signs of a pair mean. */
export function PairLegend({ now = 'now', before }: { now?: string; before: string }) {
  return (
    <p className="legend">
      <span>
        <svg className="plot legend-mark" width="14" height="14" aria-hidden="true">
          <circle className="pair-now" cx="7" cy="7" r="5.5" />
        </svg>
        {now}
      </span>
      <span>
        <svg className="plot legend-mark" width="14" height="14" aria-hidden="true">
          <circle className="pair-before" cx="7" cy="7" r="4.5" />
        </svg>
        {before}
      </span>
    </p>
  )
}
