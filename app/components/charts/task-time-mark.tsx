import { type Axis, LEARNT, placeOn } from './ratio-axis.ts'
import '#app/styles/charts.css'

/** Task times as ratios to the old product. */
export type TaskTimeRatios = { median: number; low: number; high: number; p90: number }

/**
 * One row of "Task time against the old product": dot = median, thick line = 95% interval, thin tick = p90 (an arrow
 * where it leaves the axis), dashed line = the old product, band = up to 1.2 ×. The cells beside it carry the figures.
 * Power users are series 1, casual ones series 2. Without ratios (withheld) only the ground is drawn.
 */
export function TaskTimeMark({ axis, ratios, series }: { axis: Axis; ratios: TaskTimeRatios | null; series: 1 | 2 }) {
  const at = (value: number) => `${placeOn(axis, value)}%`
  return (
    <svg className={`plot dotplot series-${series}`} aria-hidden="true">
      <rect className="band" width={at(LEARNT)} height="100%" />
      {axis.ticks
        .filter((tick) => tick !== 1)
        .map((tick) => (
          <line key={tick} className="plot-grid" x1={at(tick)} x2={at(tick)} y1="0" y2="100%" />
        ))}
      <line className="base" x1={at(1)} x2={at(1)} y1="0" y2="100%" />
      {ratios && (
        <>
          {ratios.p90 > axis.to ? (
            <svg x="100%" y="12" width="1" height="12" overflow="visible" aria-hidden="true">
              <path className="p90" d="M-8 0l6 6-6 6" fill="none" />
            </svg>
          ) : (
            <line className="p90" x1={at(ratios.p90)} x2={at(ratios.p90)} y1="11" y2="25" />
          )}
          <line className="interval" x1={at(ratios.low)} x2={at(ratios.high)} y1="18" y2="18" />
          <SeriesMarker series={series} x={at(ratios.median)} />
        </>
      )}
    </svg>
  )
}

/** Power users are a disc, casual ones an open diamond. */
function SeriesMarker({ series, x }: { series: 1 | 2; x: string }) {
  if (series === 1) return <circle className="marker" cx={x} cy="18" r="5.5" />
  return (
    <svg x={x} y="18" width="1" height="1" overflow="visible" aria-hidden="true">
      <rect className="marker" x="-4.8" y="-4.8" width="9.6" height="9.6" transform="rotate(45)" />
    </svg>
  )
}

/** The axis above the rows. `phone` is the one in the head of a group of rows, shown where the table is a list. */
export function RatioAxis({ axis, phone = false }: { axis: Axis; phone?: boolean }) {
  const last = axis.ticks.length - 1
  return (
    <svg className={phone ? 'plot axis phone-axis' : 'plot axis'} aria-hidden="true">
      {axis.ticks.map((tick, place) => (
        <text
          key={tick}
          x={`${placeOn(axis, tick)}%`}
          y="13"
          textAnchor={place === 0 ? 'start' : place === last ? 'end' : 'middle'}
          className={tick === 1 ? 'ink' : undefined}
        >
          {tick === 1 || place === last ? `${tick} ×` : tick}
        </text>
      ))}
    </svg>
  )
}

/** What the signs of a task time row mean. */
export function TaskTimeLegend({ oldProduct, axis }: { oldProduct: string; axis: Axis }) {
  return (
    <p className="legend">
      {([1, 2] as const).map((series) => (
        <span key={series}>
          <svg className={`plot legend-mark series-${series}`} width="36" height="36" aria-hidden="true">
            <line className="interval" x1="2" x2="34" y1="18" y2="18" />
            <SeriesMarker series={series} x="18" />
          </svg>
          {series === 1 ? 'Power users, median and 95% interval' : 'Casual'}
        </span>
      ))}
      <span>
        <svg className="plot legend-mark" width="6" height="16" aria-hidden="true">
          <line className="p90" x1="3" x2="3" y1="1" y2="15" />
        </svg>
        p90, or beyond {axis.to} × (arrow)
      </span>
      <span>
        <svg className="plot legend-mark" width="6" height="16" aria-hidden="true">
          <line className="base" x1="3" x2="3" y1="0" y2="16" />
        </svg>
        {oldProduct} median
      </span>
      <span>
        <svg className="plot legend-mark" width="20" height="14" aria-hidden="true">
          <rect className="band" width="20" height="14" />
        </svg>
        up to {LEARNT} ×
      </span>
    </p>
  )
}
