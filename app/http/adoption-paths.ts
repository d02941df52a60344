import { at } from './paths.ts'

/** Links of the adoption pages, apart from the others: a learner's page does not load them. */
export const adoptionPaths = {
  adoptionCsv: () => '/adoption.csv',
  /** how the questions of checks work */
  checks: () => '/adoption/checks',
  checksCsv: () => '/adoption/checks.csv',
  confusion: () => '/adoption/confusion',
  confusionCsv: () => '/adoption/confusion.csv',
  /** times in the old product */
  oldTimes: () => '/adoption/old-times',
  newMeasuring: (task?: string) => `/adoption/old-times/new${task ? `?${new URLSearchParams({ task })}` : ''}`,
  measuring: (id: string) => at`/adoption/old-times/${id}`,
  measuringEnd: (id: string) => at`/adoption/old-times/${id}/end`,
  check: (module: string, block: string) => at`/adoption/checks/${module}/${block}`,
}
