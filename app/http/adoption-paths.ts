import { at } from './paths.ts'

/** Links of the adoption pages, apart from the others: a learner's page does not load them. */
export const adoptionPaths = {
  adoptionCsv: () => '/adoption.csv',
  completion: () => '/adoption/completion',
  tasks: () => '/adoption/tasks',
  tasksCsv: () => '/adoption/tasks.csv',
  task: (module: string, block: string) => at`/adoption/tasks/${module}/${block}`,
  /** how the questions of checks work */
  checks: () => '/adoption/checks',
  checksCsv: () => '/adoption/checks.csv',
  check: (module: string, block: string) => at`/adoption/checks/${module}/${block}`,
  confusion: () => '/adoption/confusion',
  cohorts: () => '/adoption/cohorts',
  /** who needs help, and why */
  people: () => '/adoption/people',
  compare: () => '/adoption/compare',
  /** views that people keep under a name */
  views: () => '/adoption/views',
  /** views that are mailed again and again */
  reports: () => '/adoption/reports',
  alerts: () => '/adoption/alerts',
  /** what figures mean, for the place where they stand: asked for once somebody wants to know */
  definitions: (metrics: readonly string[]) =>
    `/help/what-is-measured.json?${new URLSearchParams(metrics.map((metric) => ['of', metric]))}`,
}
