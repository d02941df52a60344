import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { part, sql } from '#app/platform/database/sql.server.ts'
import type { AdoptionFilters } from '../filters.ts'
import { type LookedAt, lookedAt, sliceOf } from '../looked-at.server.ts'
import type { Slice } from '../slices.ts'
import { type ModuleCounts, progressByModule } from './progress.server.ts'
import { standingsIn } from './scope.server.ts'

/** People of one batch of the file. */
const BATCH = 2_000

/** One person: `person` and `complete`, and by each module's slug the day of its first completion. */
export type ReportRow = Record<string, string>

/**
 * Who has completed what, by name: one row for each person that the milestone asks, one column for each module: the day
 * on which it was first completed, `open`, or empty where the person is not asked for it.
 */
export async function completionReport(
  viewer: Viewer,
  filters: AdoptionFilters,
  now: Date,
): Promise<{ looked: LookedAt; columns: string[]; batches: AsyncGenerator<ReportRow[]> }> {
  ensure(viewer, 'adoption.read')
  ensure(viewer, 'cohort.read')
  const { audienceNames: _, ...looked } = await lookedAt(viewer, filters, now)
  const slice = sliceOf(looked.scope)
  const modules = await progressByModule(looked.milestone.id, slice)
  const columns = ['person', 'id', 'complete', ...modules.map(({ slug }) => slug)]
  return { looked, columns, batches: rowsOf(looked.milestone.id, slice, modules) }
}

type Row = {
  id: string
  name: string
  sortName: string
  doneOn: LocalDay | null
  /** with commas between: much less work than arrays are */
  modules: string
  completedOn: string
}

async function* rowsOf(
  milestoneId: string,
  slice: Slice,
  modules: readonly ModuleCounts[],
): AsyncGenerator<ReportRow[]> {
  const slugs = new Map(modules.map(({ id, slug }) => [id, slug]))
  let last: Row | undefined
  do {
    const rows: Row[] = await sql<Row>`
      SELECT s.person_id AS id, p.name, s.sort_name AS "sortName", s.done_on AS "doneOn", array_to_string(s.modules, ',') AS modules, array_to_string(s.completed_on, ',', '') AS "completedOn"
      FROM milestone_standing s JOIN person p ON p.id = s.person_id
      WHERE ${standingsIn(milestoneId, slice)}
        ${last ? part`AND (s.sort_name, s.person_id) > (${last.sortName}, ${last.id}::uuid)` : part``}
      ORDER BY s.sort_name, s.person_id LIMIT ${BATCH}`
    yield rows.map((row) => reportRow(row, slugs))
    last = rows.length === BATCH ? rows.at(-1) : undefined
  } while (last)
}

function reportRow({ id, name, doneOn, modules, completedOn }: Row, slugs: ReadonlyMap<string, string>): ReportRow {
  const row: ReportRow = { person: name, id, complete: doneOn ?? 'open' }
  const days = completedOn.split(',')
  for (const [index, module] of modules.split(',').entries()) {
    const slug = slugs.get(module)
    if (slug) row[slug] = days[index] || 'open'
  }
  return row
}
