import { METRICS, type MetricId } from '#app/domain/adoption/definitions.ts'
import { MetricList } from '../help/metric-list.tsx'

/** Behind the figures of a page: what each means and how it is made. */
export function HowMade({ metrics }: { metrics: readonly MetricId[] }) {
  return (
    <details className="more-rows">
      <summary>How this is made</summary>
      <MetricList metrics={metrics.map((id) => METRICS[id])} />
    </details>
  )
}
