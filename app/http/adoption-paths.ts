import { at } from './paths.ts'

/** Links of the adoption pages, apart from the others: a learner's page does not load them. */
export const adoptionPaths = {
  adoptionCsv: () => '/adoption.csv',
  /** how the questions of checks work */
  checks: () => '/adoption/checks',
  checksCsv: () => '/adoption/checks.csv',
  check: (module: string, block: string) => at`/adoption/checks/${module}/${block}`,
  /** what somebody saved for themselves */
  views: () => '/adoption/views',
  /** pages that are sent by mail again and again */
  reports: () => '/adoption/reports',
  /** `view`: the address of the page that it sends */
  newReport: (view?: string) => (view ? at`/adoption/reports/new?view=${view}` : '/adoption/reports/new'),
  report: (id: string) => at`/adoption/reports/${id}`,
  /** sends the report to who asks */
  reportCopies: (id: string) => at`/adoption/reports/${id}/copies`,
  reportEnd: (id: string) => at`/adoption/reports/${id}/end`,
  /** where one who gets a report stops it */
  reportStop: (id: string) => at`/adoption/reports/${id}/stop`,
  alerts: () => '/adoption/alerts',
  newAlert: () => '/adoption/alerts/new',
  alert: (id: string) => at`/adoption/alerts/${id}`,
  alertEnd: (id: string) => at`/adoption/alerts/${id}/end`,
}
