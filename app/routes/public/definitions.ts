import { METRICS, type MetricDefinition, type MetricId } from '#app/domain/adoption/definitions.ts'
import type { Route } from './+types/definitions.ts'

/** What the figures asked for mean, in the order asked: the texts of /help/what-is-measured, for the place where a figure stands. */
export function loader({ request }: Route.LoaderArgs): { definitions: MetricDefinition[] } {
  const asked = new URL(request.url).searchParams.getAll('of')
  return { definitions: asked.filter(isMetric).map((metric) => METRICS[metric]) }
}

const isMetric = (metric: string): metric is MetricId => Object.hasOwn(METRICS, metric)
