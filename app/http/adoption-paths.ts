import { at } from './paths.ts'

/** Links of the adoption pages, apart from the others: a learner's page does not load them. */
export const adoptionPaths = {
  adoptionCsv: () => '/adoption.csv',
  completion: () => '/adoption/completion',
  tasks: () => '/adoption/tasks',
  tasksCsv: () => '/adoption/tasks.csv',
  task: (module: string, block: string) => at`/adoption/tasks/${module}/${block}`,
  taskCsv: (module: string, block: string) => at`/adoption/tasks/${module}/${block}.csv`,
  /** how the questions of checks work */
  checks: () => '/adoption/checks',
  checksCsv: () => '/adoption/checks.csv',
  check: (module: string, block: string) => at`/adoption/checks/${module}/${block}`,
  confusion: () => '/adoption/confusion',
  confusionCsv: () => '/adoption/confusion.csv',
  /** times in the old product */
  oldTimes: () => '/adoption/old-times',
  newMeasuring: (task?: string) => `/adoption/old-times/new${task ? `?${new URLSearchParams({ task })}` : ''}`,
  measuring: (id: string) => at`/adoption/old-times/${id}`,
  measuringEnd: (id: string) => at`/adoption/old-times/${id}/end`,
  cohorts: () => '/adoption/cohorts',
  /** who needs help, and why */
  people: () => '/adoption/people',
  compare: () => '/adoption/compare',
  compareCsv: () => '/adoption/compare.csv',
  /** views that people keep under a name */
  views: () => '/adoption/views',
  /** views that are mailed again and again */
  reports: () => '/adoption/reports',
  alerts: () => '/adoption/alerts',
  /** what figures mean, for the place where they stand: asked for once somebody wants to know */
  definitions: (metrics: readonly string[]) =>
    `/help/what-is-measured.json?${new URLSearchParams(metrics.map((metric) => ['of', metric]))}`,
  /** `view`: the address of the page that it sends */
  newReport: (view?: string) => (view ? at`/adoption/reports/new?view=${view}` : '/adoption/reports/new'),
  report: (id: string) => at`/adoption/reports/${id}`,
  /** sends the report to who asks */
  reportCopies: (id: string) => at`/adoption/reports/${id}/copies`,
  reportEnd: (id: string) => at`/adoption/reports/${id}/end`,
  /** where one who gets a report stops it */
  reportStop: (id: string) => at`/adoption/reports/${id}/stop`,
  newAlert: () => '/adoption/alerts/new',
  alert: (id: string) => at`/adoption/alerts/${id}`,
  alertEnd: (id: string) => at`/adoption/alerts/${id}/end`,
}
