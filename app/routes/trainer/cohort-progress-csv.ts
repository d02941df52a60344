import { filtersOf } from '#app/domain/adoption/filters.ts'
import { cohortOrderOf } from '#app/domain/adoption/standings/cohort-order.ts'
import { allCohorts, type CohortRow } from '#app/domain/adoption/standings/cohorts.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { csvStream } from '#app/http/csv-stream.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/cohort-progress-csv.ts'

const COLUMNS = [
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

/** What the page of cohorts shows, of all its pages, as one CSV: a cohort a line. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const query = new URL(request.url).searchParams
  const { looked, batches } = await answer(() => allCohorts(viewer, filtersOf(query), cohortOrderOf(query), new Date()))
  return csvStream(linesOf(batches), COLUMNS, `cohorts-${looked.milestone.slug}-${looked.today}.csv`)
}

async function* linesOf(batches: AsyncGenerator<CohortRow[]>) {
  for await (const cohorts of batches) yield cohorts.map(lineOf)
}

function lineOf({ name, site, champions, members, assigned, attended, complete, needing, nextSession }: CohortRow) {
  return {
    ...{ cohort: name, site: site ?? '', champions: champions.join('; '), members, assigned, attended, complete },
    ...{ 'need help': needing, 'next session': nextSession?.startsAt ?? '' },
  } satisfies Record<(typeof COLUMNS)[number], string | number>
}
