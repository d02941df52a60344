import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Everything that /metrics shows. */
export const measures = new Registry()

/** How long answers take, from the first byte read to the last one written, by route pattern, never by URL. */
export const answerSeconds = new Histogram({
  name: 'gangway_http_answer_seconds',
  help: 'Time from a request to the end of its answer',
  labelNames: ['method', 'route', 'status'] as const,
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [measures],
})

/** Requests answered before any route saw them. */
export const refusedRequests = new Counter({
  name: 'gangway_http_refused_total',
  help: 'Requests refused before routing',
  labelNames: ['reason'] as const,
  registers: [measures],
})

/** What browsers report that the content security policy stopped. */
export const policyViolations = new Counter({
  name: 'gangway_csp_reports_total',
  help: 'Content security policy reports by directive',
  labelNames: ['directive'] as const,
  registers: [measures],
})

/** Pages that follow something live, each by one connection. */
export const liveStreams = new Gauge({
  name: 'gangway_live_streams',
  help: 'Open connections of pages that are told of changes',
  registers: [measures],
})

/** Starts measuring the process itself (memory, event loop, garbage collection), under the names that dashboards know. */
export function measureProcess(): void {
  collectDefaultMetrics({ register: measures })
}
