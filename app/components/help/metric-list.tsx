import type { MetricDefinition } from '#app/domain/adoption/definitions.ts'

/** Figures with what they mean: what is counted, what is left out, how they are worked out, and how fresh they are. */
export function MetricList({ metrics }: { metrics: readonly MetricDefinition[] }) {
  return (
    <ul className="answers">
      {metrics.map((metric) => (
        <li key={metric.name}>
          <h3>{metric.name}</h3>
          <div>
            <p>{metric.what}</p>
            <MetricFacts metric={metric} />
          </div>
        </li>
      ))}
    </ul>
  )
}

/** What stands behind a figure, but for its name and what it says. */
export function MetricFacts({ metric }: { metric: MetricDefinition }) {
  return (
    <dl className="facts">
      <dt>Worked out as</dt>
      <dd>{metric.formula}</dd>
      <dt>Counts</dt>
      <dd>{metric.n}</dd>
      <dt>Leaves out</dt>
      <dd>{metric.excluded}</dd>
      <dt>Fresh</dt>
      <dd>{metric.freshness}</dd>
    </dl>
  )
}
