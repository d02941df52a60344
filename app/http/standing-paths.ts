import { adoptionPaths } from './adoption-paths.ts'

/** Links into the pages about where people stand, and to their files. */
export const standingPaths = {
  completionCsv: () => `${adoptionPaths.completion()}.csv`,
  /** who has completed what: a row a person */
  completionReport: () => `${adoptionPaths.completion()}/people.csv`,
  cohortsCsv: () => `${adoptionPaths.cohorts()}.csv`,
  peopleCsv: () => `${adoptionPaths.people()}.csv`,
  /** the people behind a figure; `query`: whose figure it is */
  peopleWith: (query: URLSearchParams, need: string, more: Readonly<Record<string, string>> = {}) =>
    `${adoptionPaths.people()}?${new URLSearchParams([...query, ['need', need], ...Object.entries(more)])}`,
}
