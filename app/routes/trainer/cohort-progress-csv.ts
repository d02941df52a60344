import { filtersOf, wordsOf } from '#app/domain/adoption/filters.ts'
import { cohortOrderOf } from '#app/domain/adoption/standings/cohort-order.ts'
import { allCohorts } from '#app/domain/adoption/standings/cohorts.server.ts'
import { COHORT_COLUMNS, cohortLines } from '#app/domain/adoption/standings/cohorts-export.ts'
import { answer } from '#app/http/answer.server.ts'
import { csvStream } from '#app/http/csv-stream.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/cohort-progress-csv.ts'

/** What the page of cohorts shows, of all its pages, as one CSV: a cohort a line. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const query = new URL(request.url).searchParams
  const asked = { order: cohortOrderOf(query), words: wordsOf(query) }
  const { looked, batches } = await answer(() => allCohorts(viewer, filtersOf(query), asked, new Date()))
  return csvStream(cohortLines(batches), COHORT_COLUMNS, `cohorts-${looked.milestone.slug}-${looked.today}.csv`)
}
