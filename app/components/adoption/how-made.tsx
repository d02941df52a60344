import { useEffect, useRef } from 'react'
import { Link, useFetcher } from 'react-router'
import type { MetricId } from '#app/domain/adoption/definitions.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { paths } from '#app/http/paths.ts'
import type { loader } from '#app/routes/public/definitions.ts'
import { MetricFacts } from '../help/metric-list.tsx'

/**
 * How the figures above are made. The texts are asked for once somebody opens it: no page carries them, and without
 * scripts the link leads to all of them.
 */
export function HowMade({ metrics }: { metrics: MetricId[] }) {
  const fetcher = useFetcher<typeof loader>()
  const definitions = fetcher.data?.definitions
  const ask = () => {
    if (fetcher.state === 'idle' && !definitions) void fetcher.load(adoptionPaths.definitions(metrics))
  }
  const details = useRef<HTMLDetailsElement>(null)
  // Somebody may have opened it before the page was alive.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page comes alive
  useEffect(() => {
    if (details.current?.open) ask()
  }, [])
  return (
    <details
      ref={details}
      className="how-made screen-only"
      onToggle={({ currentTarget }) => currentTarget.open && ask()}
    >
      <summary>How this is made</summary>
      {definitions ? (
        definitions.map((metric) => (
          <section key={metric.name} aria-label={metric.name}>
            <p>
              <strong>{metric.name}</strong>. {metric.what}
            </p>
            <MetricFacts metric={metric} />
          </section>
        ))
      ) : (
        <p>
          <Link to={paths.measured()}>What each figure means, and what it leaves out</Link>
        </p>
      )}
    </details>
  )
}
