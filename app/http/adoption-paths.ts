import { at } from './paths.ts'

/** Links of the adoption pages, apart from the others: a learner's page does not load them. */
export const adoptionPaths = {
  adoptionCsv: () => '/adoption.csv',
  /** how the questions of checks work */
  checks: () => '/adoption/checks',
  checksCsv: () => '/adoption/checks.csv',
  check: (module: string, block: string) => at`/adoption/checks/${module}/${block}`,
}
