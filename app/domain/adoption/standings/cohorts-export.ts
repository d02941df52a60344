import type { CohortRow } from './cohorts.server.ts'

/** The columns of the file of cohorts. */
export const COHORT_COLUMNS = [
  'cohort',
  'site',
  'champions',
  'members',
  'assigned',
  'attended',
  'complete',
  'need help',
  'next session',
] as const

/** Cohorts as that file has them, one a line. */
export async function* cohortLines(batches: AsyncGenerator<CohortRow[]>) {
  for await (const cohorts of batches) yield cohorts.map(lineOf)
}

function lineOf({ name, site, champions, members, assigned, attended, complete, needing, nextSession }: CohortRow) {
  return {
    ...{ cohort: name, site: site ?? '', champions: champions.join('; '), members, assigned, attended, complete },
    ...{ 'need help': needing, 'next session': nextSession?.startsAt ?? '' },
  } satisfies Record<(typeof COHORT_COLUMNS)[number], string | number>
}
